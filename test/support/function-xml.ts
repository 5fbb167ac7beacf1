import { randomUUID } from 'node:crypto';
import { ClientConfig, type Functions, RequestConfig, Xml } from '@intacct/intacct-sdk';
import { XMLParser } from 'fast-xml-parser';
import { type AnyAction, callAction } from '../../connectors/action.js';
import { environmentCredentials } from '../../connectors/credentials/environment.js';
import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import { IntacctClient } from '../../connectors/intacct/client.js';
import { functionXml, type GatewayFunction } from '../../connectors/intacct/gateway/envelope.js';
import { type ExecuteOptions, Gateway } from '../../connectors/intacct/gateway/gateway.js';
import { CompanyMemory } from '../../connectors/intacct/memory.js';
import type { IntacctSandbox } from '../../sandbox/intacct/index.js';
import { intacctEnvironment } from '../../scripts/demo/sandbox-environment.js';
import { MemoryLimits } from '../../store/memory-limits.js';
import { filled, type Results } from '../../workflows/placeholders.js';

export type ActionName = keyof typeof intacctCatalogue;

/** What actions send, function by function, while they work on a sandbox. */
export class Eavesdropper implements AsyncDisposable {
  private constructor(
    private readonly gateway: Gateway,
    private readonly client: () => IntacctClient,
    private readonly heard: string[],
  ) {}

  static async of(sandbox: IntacctSandbox): Promise<Eavesdropper> {
    const credentials = await environmentCredentials(intacctEnvironment(sandbox)).intacct('default');
    const gateway = new Gateway({ connection: 'default', credentials, limitStore: new MemoryLimits() });
    const heard: string[] = [];
    const execute = (call: GatewayFunction, options?: ExecuteOptions) => {
      heard.push(functionXml('1', call));
      return gateway.execute(call, options);
    };
    const listening = { execute } as Gateway;
    const tools = { gateway: listening, sharedQueries: new Map(), memory: new CompanyMemory(), settleMs: 0 };
    const call = () => ({ requestKey: randomUUID(), action: 'heard', repeated: false });
    return new Eavesdropper(gateway, () => new IntacctClient(tools, call()), heard);
  }

  /** Makes the calls that an action's example needs first, and returns their results. */
  async given(name: ActionName): Promise<Results> {
    const results: Record<string, unknown> = {};
    for (const step of intacctCatalogue[name].example.given ?? []) {
      const action: AnyAction<IntacctClient> = intacctCatalogue[step.action as ActionName];
      results[step.as] = await callAction(step.action, action, filled(step.input, results), this.client());
    }
    return results;
  }

  /** The functions that a call sends, whatever Intacct answers to them; throws when the input is refused before any. */
  async sentBy(name: ActionName, input: unknown): Promise<readonly string[]> {
    this.heard.length = 0;
    const action: AnyAction<IntacctClient> = intacctCatalogue[name];
    await callAction(name, action, input, this.client()).catch((error: unknown) => {
      if (this.heard.length === 0) throw error;
    });
    return [...this.heard];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.gateway.close();
  }
}

/** The function as the vendor's SDK writes it. */
export function officialXml(theirs: Pick<Functions.IFunction, 'writeXml'>): string {
  const config = Object.assign(new ClientConfig(), { sessionId: 'x', senderId: 'x', senderPassword: 'x' });
  const block = new Xml.RequestBlock(config, new RequestConfig(), [theirs as Functions.IFunction]);
  return /<function[\s\S]*<\/function>/.exec(block.writeXml())?.[0] ?? '';
}

/** One element with text, or one attribute: `create/CUSTOMER/NAME=Larkspur`. */
export interface Leaf {
  readonly path: string;
  readonly text: string;
}

/** Which function an XML calls: `create_invoice`, or `create CUSTOMER` of a generic one. */
export function functionName(xml: string): string {
  const [, name = '', inner = ''] = /^<function[^>]*>\s*<(\w+)[^>]*?>?\s*(?:<(\w+))?/.exec(xml) ?? [];
  return /^(create|update)$/.test(name) ? `${name} ${inner}` : name;
}

type Node = Readonly<Record<string, unknown>>;
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  attributeNamePrefix: '',
});

/**
 * What a function says, free of what means nothing: white space, the order of attributes, empty elements, zeros at the end of
 * decimals and, in generic functions and queries, the order of fields. A legacy function's elements stay in order: its schema demands one.
 */
export function leavesOf(xml: string): readonly Leaf[] {
  const [root] = parser.parse(xml) as Node[];
  const leaves = leavesIn((root?.function ?? []) as Node[], '').filter(({ text }) => text !== '');
  return /^(create |update |query$)/.test(functionName(xml)) ? leaves.sort(byPath) : leaves;
}

const byPath = (one: Leaf, other: Leaf) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0);

function leavesIn(nodes: readonly Node[], path: string): Leaf[] {
  const counts = new Map<string, number>();
  return nodes.flatMap((node) => {
    if ('#text' in node) return [{ path, text: plainNumber(String(node['#text'])) }];
    const [name = ''] = Object.keys(node);
    const index = counts.get(name) ?? 0;
    counts.set(name, index + 1);
    const place = `${path}${path && '/'}${name}${index > 0 ? `[${index}]` : ''}`;
    const attributes = Object.entries((node[':@'] ?? {}) as Record<string, string>);
    return [
      ...attributes.map(([attribute, text]) => ({ path: `${place}@${attribute}`, text })).sort(byPath),
      ...leavesIn(node[name] as Node[], place),
    ];
  });
}

const plainNumber = (text: string) => (/^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text);
