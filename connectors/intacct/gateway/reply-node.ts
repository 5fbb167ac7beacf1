/** A parsed element: text, or children by name. Attributes carry the prefix `@`; text beside them is `#text`. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] };

/** First child of that name, or undefined. */
export function childOf(parent: XmlNode | undefined, name: string): XmlNode | undefined {
  return childrenOf(parent, name)[0];
}

/** Children of that name; a list of one and a list of many read the same. */
export function childrenOf(parent: XmlNode | undefined, name: string): readonly XmlNode[] {
  if (typeof parent !== 'object' || !Object.hasOwn(parent, name)) return [];
  const found = parent[name];
  if (found === undefined) return [];
  return isList(found) ? found : [found];
}

/** Text of the first child of that name, `''` when there is none. */
export function textOf(parent: XmlNode | undefined, name: string): string {
  const node = childOf(parent, name);
  if (typeof node === 'string') return node;
  return typeof node?.['#text'] === 'string' ? node['#text'] : '';
}

export function isList(found: XmlNode | readonly XmlNode[]): found is readonly XmlNode[] {
  return Array.isArray(found);
}
