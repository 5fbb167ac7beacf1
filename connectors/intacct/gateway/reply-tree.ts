import type { IntacctRecord } from './reply.js';
import type { XmlNode } from './reply-node.js';
import type { XmlHandler } from './reply-xml.js';

/** Where a list of records stands in the tree: no element has such a name. */
export const recordsKey = '#records';

/** Deepest element that is read; the gateway's own replies stay below ten. */
const deepest = 64;

/** Depth of `data` in `response/operation/result/data`. */
const dataDepth = 4;

type Children = Record<string, XmlNode | XmlNode[]>;

/** An element being read. One per depth, used again for each element there: most are gone after a few characters. */
interface Frame {
  name: string;
  text: string;
  children: Children | undefined;
  /** Where child elements go when they are records. */
  records: IntacctRecord[] | undefined;
  /** Whether this is a record, whose field names are upper-case. */
  isRecord: boolean;
}

/**
 * Builds a reply as it is read: records of `<data listtype="…">` at once in their final form, everything else, which is
 * little, as a tree. Refuses, by throwing, what is no reply or nests too deeply.
 */
export class ReplyTree implements XmlHandler {
  readonly #frames: Frame[] = [emptyFrame()];
  readonly #upperCase = new Map<string, string>();
  #depth = 0;
  #frame = frameAt(this.#frames, 0);

  /** The `<response>` element, once the document has ended. */
  get response(): XmlNode | undefined {
    return frameAt(this.#frames, 0).children?.response as XmlNode | undefined;
  }

  open(name: string): void {
    const isRecord = this.#frame.records !== undefined;
    this.#depth += 1;
    if (this.#depth > deepest) throw new Error('nested too deeply');
    if (this.#depth === 1 && name !== 'response') throw new Error('another document');
    // An object cannot hold it as it holds other names; no reply has it.
    if (name === '__proto__') throw new Error('not a name of the gateway');
    const frame = frameAt(this.#frames, this.#depth);
    frame.name = name;
    frame.text = '';
    frame.children = undefined;
    frame.records = undefined;
    frame.isRecord = isRecord;
    this.#frame = frame;
  }

  attribute(name: string, value: string): void {
    const frame = this.#frame;
    this.#add(frame, `@${name}`, ownText(value));
    if (name === 'listtype' && frame.name === 'data' && this.#depth === dataDepth) frame.records = [];
  }

  text(text: string): void {
    const frame = this.#frame;
    if (frame.records) return;
    // Blanks between elements must not add up.
    frame.text += frame.children ? text.trim() : text;
  }

  close(name: string): void {
    const { text, children, records, isRecord } = this.#frame;
    const value = nodeOf(ownText(text), children, records, isRecord);
    this.#depth -= 1;
    this.#frame = frameAt(this.#frames, this.#depth);
    if (this.#frame.records) this.#frame.records.push(typeof value === 'string' ? {} : value);
    else this.#add(this.#frame, name, value);
  }

  #add(frame: Frame, name: string, value: XmlNode): void {
    frame.children ??= {};
    const key = frame.isRecord ? this.#upper(name) : name;
    const found = Object.hasOwn(frame.children, key) ? frame.children[key] : undefined;
    if (found === undefined) frame.children[key] = value;
    else if (Array.isArray(found)) found.push(value);
    else frame.children[key] = [found, value];
  }

  /** A page has few names and thousands of each. */
  #upper(name: string): string {
    let upper = this.#upperCase.get(name);
    if (upper === undefined) {
      upper = name.toUpperCase();
      this.#upperCase.set(name, upper);
    }
    return upper;
  }
}

function frameAt(frames: Frame[], depth: number): Frame {
  frames[depth] ??= emptyFrame();
  return frames[depth];
}

function emptyFrame(): Frame {
  return { name: '', text: '', children: undefined, records: undefined, isRecord: false };
}

function nodeOf(
  text: string,
  children: Children | undefined,
  records: readonly IntacctRecord[] | undefined,
  isRecord: boolean,
): XmlNode {
  if (!children) return text;
  if (text) children[isRecord ? '#TEXT' : '#text'] = text;
  if (records) children[recordsKey] = records as IntacctRecord[];
  return children;
}

/** Longest string that V8 copies when it is cut out of another. Longer ones keep the other, here a whole chunk, alive. */
const alwaysCopied = 12;

/** The text trimmed, and for itself: what is read from a page must not hold the page. */
function ownText(text: string): string {
  return text.length > alwaysCopied ? `${text} `.trim() : text.trim();
}
