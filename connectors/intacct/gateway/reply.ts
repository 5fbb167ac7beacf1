import { childOf, childrenOf, isList, textOf, type XmlNode } from './reply-node.js';
import { ReplyTree, recordsKey } from './reply-tree.js';
import { XmlReader } from './reply-xml.js';

export { childOf, childrenOf, textOf, type XmlNode } from './reply-node.js';

/** A record as Intacct returned it, field names upper-case, empty fields as `''`. */
export type IntacctRecord = Readonly<Record<string, XmlNode | readonly XmlNode[]>>;

/** One `<error>`, with the support ID taken out of the text. */
export interface GatewayErrorEntry {
  readonly code: string;
  readonly text: string;
  readonly correction: string;
  readonly supportId?: string;
  /** Intacct's newer name of the error, such as `GL-0493`; there when additional information was asked for. */
  readonly errorId?: string;
}

export type Status = 'success' | 'failure' | 'aborted';

export interface FunctionResult {
  readonly controlId: string;
  readonly function: string;
  readonly status: Status;
  /** RECORDNO or ID that legacy functions answer with. */
  readonly key?: string;
  readonly data: ResultData;
  readonly errors: readonly GatewayErrorEntry[];
}

/** `<data>` of one result; one record and many records read the same. */
export interface ResultData {
  readonly records: readonly IntacctRecord[];
  readonly totalCount: number;
  readonly remaining: number;
  readonly resultId?: string;
  /** The element itself, for functions whose data are no list of records; of a list, its attributes. */
  readonly node: XmlNode;
}

/** Where the gateway stopped: at the envelope, at the sign-in, or nowhere (then each result has its own status). */
export type GatewayReply =
  | { readonly level: 'control'; readonly errors: readonly GatewayErrorEntry[] }
  | { readonly level: 'authentication'; readonly errors: readonly GatewayErrorEntry[] }
  | {
      readonly level: 'function';
      /** How long the session lives on without being used, in milliseconds. */
      readonly sessionMs?: number;
      readonly results: readonly FunctionResult[];
    };

/** A reply being read, chunk by chunk. Holds what it has read so far of the result, never the text. */
export interface OpenReply {
  /** UTF-8, split anywhere. Never throws. */
  write(chunk: Uint8Array | string): void;
  /**
   * The reply. Undefined when what was written is none: HTML of a proxy, an empty or truncated body, another XML
   * document, one that is not well-formed or nests deeper than 64, or one with a document type (whose entities are never
   * expanded).
   */
  end(): GatewayReply | undefined;
}

export function openReply(): OpenReply {
  const tree = new ReplyTree();
  const reader = new XmlReader(tree);
  return {
    write: (chunk) => reader.write(chunk),
    end: () => (reader.end() ? replyOf(tree.response) : undefined),
  };
}

/** Reads a reply that is there in full; undefined as from `openReply`. */
export function readReply(text: string): GatewayReply | undefined {
  const reply = openReply();
  reply.write(text);
  return reply.end();
}

function replyOf(response: XmlNode | undefined): GatewayReply | undefined {
  if (typeof response !== 'object') return undefined;
  const operation = childOf(response, 'operation');
  if (textOf(childOf(response, 'control'), 'status') !== 'success') {
    return { level: 'control', errors: errorsOf(response) };
  }
  const authentication = childOf(operation, 'authentication');
  if (textOf(authentication, 'status') !== 'success') return { level: 'authentication', errors: errorsOf(operation) };
  const sessionMs =
    Date.parse(textOf(authentication, 'sessiontimeout')) - Date.parse(textOf(authentication, 'sessiontimestamp'));
  return {
    level: 'function',
    ...(sessionMs > 0 ? { sessionMs } : {}),
    results: childrenOf(operation, 'result').map(resultOf),
  };
}

function resultOf(node: XmlNode): FunctionResult {
  const status = textOf(node, 'status');
  const key = textOf(node, 'key');
  return {
    controlId: textOf(node, 'controlid'),
    function: textOf(node, 'function'),
    // Whatever is not a clear success counts as failure (facts/intacct-xml.md §3.2).
    status: status === 'success' || status === 'aborted' ? status : 'failure',
    ...(key ? { key } : {}),
    data: dataOf(childOf(node, 'data') ?? ''),
    errors: errorsOf(node),
  };
}

function dataOf(element: XmlNode): ResultData {
  const { node, records } = typeof element === 'object' ? listOf(element) : { node: element, records: [] };
  const count = (name: string) => Number.parseInt(textOf(node, `@${name}`) || '0', 10);
  const resultId = textOf(node, '@resultId');
  return {
    records,
    totalCount: count('totalcount') || count('count'),
    remaining: count('numremaining'),
    ...(resultId ? { resultId } : {}),
    node,
  };
}

/** A list's records have been taken out of the element while it was read; without a list, each child is one. */
function listOf(element: Exclude<XmlNode, string>): { node: XmlNode; records: readonly IntacctRecord[] } {
  const { [recordsKey]: list, ...attributes } = element;
  if (list !== undefined && isList(list)) return { node: attributes, records: list as readonly IntacctRecord[] };
  const children = childrenByName(element).filter(([name]) => !/^[@#]/.test(name));
  return { node: element, records: children.flatMap(([, nodes]) => nodes).map(recordOf) };
}

function recordOf(node: XmlNode): IntacctRecord {
  return Object.fromEntries(
    childrenByName(node).map(([name, children]) => {
      const [only] = children;
      return [name.toUpperCase(), children.length === 1 && only !== undefined ? only : children];
    }),
  );
}

function errorsOf(parent: XmlNode | undefined): GatewayErrorEntry[] {
  return childrenOf(childOf(parent, 'errormessage'), 'error').map((error) => {
    const text = [textOf(error, 'description'), textOf(error, 'description2')].filter(Boolean).join(': ');
    const [, supportId] = supportIdPattern.exec(text) ?? [];
    const errorId = textOf(childOf(error, 'additionalinfo'), 'errorid');
    return {
      code: textOf(error, 'errorno'),
      text: text.replace(supportIdPattern, '').trim(),
      correction: textOf(error, 'correction').replace(supportIdPattern, '').trim(),
      ...(supportId ? { supportId: decodeLeniently(supportId) } : {}),
      ...(errorId ? { errorId } : {}),
    };
  });
}

const supportIdPattern = /\s*\[(?:Support|Request) ID: ([^\]]*)\]/;

function decodeLeniently(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function childrenByName(node: XmlNode): [string, readonly XmlNode[]][] {
  if (typeof node === 'string') return [];
  return Object.entries(node).map(([name, found]) => [name, isList(found) ? found : [found]]);
}
