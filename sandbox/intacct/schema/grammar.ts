import type { XmlElement } from '../xml/element.js';
import { XmlError } from '../xml/parse.js';
import { COMMON } from './common.js';
import { matchChildren } from './match.js';
import { type Model, parseModel, TEXT } from './model.js';

/** Element name → content model. Names that are not listed hold text. */
export type GrammarSource = Readonly<Record<string, string>>;

/** Checks one kind of document: structure, order, attributes and text lengths. */
export class Grammar {
  readonly #models = new Map<string, Model>();

  constructor(source: GrammarSource) {
    for (const [name, model] of Object.entries({ ...COMMON, ...source })) this.#models.set(name, parseModel(model));
  }

  /** Throws `XmlError` at the first element that does not fit. */
  check(element: XmlElement): void {
    const { attributes, content } = this.#models.get(element.name) ?? TEXT;
    checkAttributes(element, attributes);
    if (content === 'any') return;
    if (content === 'empty') refuseChildren(element);
    else if ('maxLength' in content) checkText(element, content.maxLength);
    else {
      refuseText(element);
      matchChildren(content, element);
      for (const each of element.children) this.check(each);
    }
  }
}

function checkAttributes(element: XmlElement, allowed: Model['attributes']): void {
  const missing = allowed.find(({ name, required }) => required && !(name in element.attributes));
  if (missing) throw problem(element, `The attribute '${missing.name}' is required but missing.`);
  const known = new Set(allowed.map(({ name }) => name));
  const extra = Object.keys(element.attributes).find((name) => !known.has(name));
  if (extra) throw problem(element, `The attribute '${extra}' is not allowed.`);
}

function checkText(element: XmlElement, maxLength: number): void {
  refuseChildren(element);
  if (element.text.length > maxLength) {
    throw problem(element, `The value has a length of '${element.text.length}'; the maximum is '${maxLength}'.`);
  }
}

function refuseChildren(element: XmlElement): void {
  const [first] = element.children;
  if (first) throw problem(first, 'This element is not expected.');
}

function refuseText(element: XmlElement): void {
  if (element.text.trim() !== '') {
    throw problem(element, 'Character content is not allowed, because the content type is element-only.');
  }
}

function problem(element: XmlElement, text: string): XmlError {
  return new XmlError(`Element '${element.name}': ${text}`, element.offset);
}
