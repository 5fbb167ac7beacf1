import type { XmlElement } from '../xml/element.js';

/**
 * What a generic create or update sends for one record. Field names are upper-cased, as case does not matter there;
 * nested groups become dotted names (`DISPLAYCONTACT.MAILADDRESS.CITY`), lists of lines stay elements.
 */
export class Input {
  readonly values = new Map<string, string>();
  readonly lists = new Map<string, XmlElement[]>();

  get(name: string): string {
    return this.values.get(name) ?? '';
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  /** The part below `prefix.`, with the prefix removed. */
  below(prefix: string): Input {
    const part = new Input();
    for (const [name, value] of this.values) {
      if (name.startsWith(`${prefix}.`)) part.values.set(name.slice(prefix.length + 1), value);
    }
    return part;
  }
}

/** `lists` names the groups that hold lines. */
export function readInput(element: XmlElement, lists: readonly string[] = []): Input {
  const input = new Input();
  collect(input, element, '', lists);
  return input;
}

function collect(input: Input, element: XmlElement, prefix: string, lists: readonly string[]): void {
  for (const child of element.children) {
    const name = prefix + child.name.toUpperCase();
    if (lists.includes(name)) input.lists.set(name, child.children);
    else if (child.children.length > 0) collect(input, child, `${name}.`, lists);
    else input.values.set(name, child.text.trim());
  }
}
