import type { XmlElement } from './element.js';

/** The text is not well-formed XML, or not the XML that is expected; `offset` points at the place. */
export class XmlError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** Line and column (both from 1) of an offset; only computed when an error has to be told. */
export function positionAt(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

/** Reads a whole document. Throws `XmlError`. DTDs are refused, as they can make a reader fetch or explode. */
export function parseXml(source: string): XmlElement {
  refuseControlCharacters(source);
  return new Reader(source).document();
}

function refuseControlCharacters(source: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters XML 1.0 forbids
  const found = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(source);
  if (found) throw new XmlError('Input is not proper UTF-8, or holds a character that XML forbids', found.index);
}

class Reader {
  #at = 0;
  readonly #open: XmlElement[] = [];
  #root: XmlElement | undefined;

  constructor(private readonly source: string) {
    if (source.charCodeAt(0) === 0xfeff) this.#at = 1;
  }

  document(): XmlElement {
    while (this.#at < this.source.length) this.#step();
    const unclosed = this.#open.at(-1);
    if (unclosed) throw new XmlError(`Premature end of data in tag ${unclosed.name}`, this.source.length);
    if (!this.#root) throw new XmlError('Document is empty', this.source.length);
    return this.#root;
  }

  #step(): void {
    const { source } = this;
    const next = source[this.#at + 1];
    if (source[this.#at] !== '<') this.#characters();
    else if (next === '/') this.#endTag();
    else if (next === '?') this.#skipPast('?>');
    else if (source.startsWith('<!--', this.#at)) this.#skipPast('-->');
    else if (source.startsWith('<![CDATA[', this.#at)) this.#cdata();
    else if (next === '!') throw new XmlError('Document type declarations are not allowed', this.#at);
    else this.#startTag();
  }

  #characters(): void {
    const end = this.#indexOrEnd('<');
    this.#append(decodeEntities(this.source.slice(this.#at, end), this.#at));
    this.#at = end;
  }

  #cdata(): void {
    const start = this.#at + '<![CDATA['.length;
    this.#skipPast(']]>');
    this.#append(this.source.slice(start, this.#at - ']]>'.length));
  }

  #append(text: string): void {
    const parent = this.#open.at(-1);
    if (parent) parent.text += text;
    else if (text.trim() !== '') throw new XmlError('Extra content outside the document element', this.#at);
  }

  #skipPast(end: string): void {
    const found = this.source.indexOf(end, this.#at);
    if (found === -1) throw new XmlError(`Missing ${end}`, this.#at);
    this.#at = found + end.length;
  }

  #endTag(): void {
    const close = this.source.indexOf('>', this.#at);
    const name = close === -1 ? '' : this.source.slice(this.#at + 2, close).trimEnd();
    const opened = this.#open.pop();
    if (opened?.name !== name) {
      throw new XmlError(`Opening and ending tag mismatch: ${opened?.name ?? 'none'} and ${name}`, this.#at);
    }
    this.#at = close + 1;
  }

  #startTag(): void {
    const offset = this.#at;
    NAME.lastIndex = offset + 1;
    const name = NAME.exec(this.source)?.[0];
    if (!name) throw new XmlError('StartTag: invalid element name', offset);
    this.#at = offset + 1 + name.length;
    const attributes = this.#attributes();
    const empty = this.source[this.#at] === '/';
    this.#at += empty ? 1 : 0;
    if (this.source[this.#at] !== '>') throw new XmlError(`Couldn't find end of Start Tag ${name}`, this.#at);
    this.#at += 1;
    this.#add({ name, attributes, children: [], text: '', offset }, empty);
  }

  #add(element: XmlElement, empty: boolean): void {
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else if (this.#root) throw new XmlError('Extra content at the end of the document', element.offset);
    else this.#root = element;
    if (!empty) this.#open.push(element);
  }

  #attributes(): Record<string, string> {
    const attributes: Record<string, string> = {};
    for (;;) {
      ATTRIBUTE.lastIndex = this.#at;
      const match = ATTRIBUTE.exec(this.source);
      if (!match) break;
      const [whole, name = '', double, single] = match;
      if (name in attributes) throw new XmlError(`Attribute ${name} redefined`, this.#at);
      attributes[name] = decodeEntities(double ?? single ?? '', this.#at);
      this.#at += whole.length;
    }
    while (/\s/.test(this.source[this.#at] ?? '')) this.#at += 1;
    return attributes;
  }

  #indexOrEnd(needle: string): number {
    const found = this.source.indexOf(needle, this.#at);
    return found === -1 ? this.source.length : found;
  }
}

const NAME = /[A-Za-z_:][\w:.-]*/y;
const ATTRIBUTE = /\s+([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string, offset: number): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:([^;&<\s]*);)?/g, (_whole, name: string | undefined, at: number) => {
    const character = name === undefined ? undefined : (NAMED[name] ?? numericEntity(name));
    if (character === undefined) throw new XmlError(`Entity '${name ?? ''}' not defined`, offset + at);
    return character;
  });
}

function numericEntity(name: string): string | undefined {
  const match = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
  if (!match) return undefined;
  const code = match[1] ? Number.parseInt(match[1], 16) : Number(match[2]);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
