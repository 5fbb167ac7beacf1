/**
 * Content models, written as the vendor's DTD writes them:
 * `a, b?, (c | d)+` in this order, `a & b?` in any order, `@key` a required attribute, `@key?` an optional one,
 * `TEXT` or `TEXT 30` character data (of at most 30 characters), `EMPTY` nothing, `ANY` unchecked.
 */
export interface Model {
  readonly attributes: readonly { name: string; required: boolean }[];
  readonly content: 'any' | 'empty' | { maxLength: number } | Particle;
}

export type Occurs = '' | '?' | '+' | '*';
export type Particle =
  | { readonly kind: 'element'; readonly name: string; readonly occurs: Occurs }
  | { readonly kind: 'sequence' | 'choice' | 'all'; readonly items: readonly Particle[]; readonly occurs: Occurs };

export const TEXT: Model = { attributes: [], content: { maxLength: Number.POSITIVE_INFINITY } };

export function parseModel(source: string): Model {
  const tokens = source.match(/[\w.]+|[(),|&?+*@]/g) ?? [];
  const attributes = takeAttributes(tokens);
  return { attributes, content: parseContent(tokens) };
}

function parseContent(tokens: string[]): Model['content'] {
  const [first = 'EMPTY', length] = tokens;
  if (first === 'ANY') return 'any';
  if (first === 'EMPTY') return 'empty';
  if (first === 'TEXT') return { maxLength: length ? Number(length) : Number.POSITIVE_INFINITY };
  return parseGroup(tokens);
}

function takeAttributes(tokens: string[]): { name: string; required: boolean }[] {
  const attributes: { name: string; required: boolean }[] = [];
  while (takeToken(tokens, '@')) {
    const name = tokens.shift() ?? '';
    attributes.push({ name, required: takeOccurs(tokens) !== '?' });
    takeToken(tokens, ',');
  }
  return attributes;
}

const KINDS: Readonly<Record<string, 'sequence' | 'choice' | 'all'>> = { ',': 'sequence', '|': 'choice', '&': 'all' };

function parseGroup(tokens: string[]): Particle {
  const items = [parseParticle(tokens)];
  let kind: 'sequence' | 'choice' | 'all' = 'sequence';
  for (let next = KINDS[tokens[0] ?? '']; next; next = KINDS[tokens[0] ?? '']) {
    kind = next;
    tokens.shift();
    items.push(parseParticle(tokens));
  }
  return { kind, items, occurs: '' };
}

function parseParticle(tokens: string[]): Particle {
  const token = tokens.shift();
  if (token === undefined || KINDS[token]) throw new Error(`Content model ends too early or has an empty item`);
  if (token !== '(') return { kind: 'element', name: token, occurs: takeOccurs(tokens) };
  const group = parseGroup(tokens);
  if (tokens.shift() !== ')') throw new Error('Content model lacks a closing bracket');
  return { ...group, occurs: takeOccurs(tokens) };
}

function takeOccurs(tokens: string[]): Occurs {
  const token = tokens[0];
  if (token !== '?' && token !== '+' && token !== '*') return '';
  tokens.shift();
  return token;
}

function takeToken(tokens: string[], token: string): boolean {
  if (tokens[0] !== token) return false;
  tokens.shift();
  return true;
}
