import type { XmlElement } from '../xml/element.js';
import { XmlError } from '../xml/parse.js';
import type { Particle } from './model.js';

/** Checks that the children of `parent` are what the particle allows. Throws `XmlError` at the first that is not. */
export function matchChildren(particle: Particle, parent: XmlElement): void {
  const end = take(particle, parent, 0);
  const extra = parent.children[end];
  if (extra) throw unexpected(extra, []);
}

/** Takes as many children as the particle allows, starting at `at`; returns the index behind them. */
function take(particle: Particle, parent: XmlElement, at: number): number {
  const most = particle.occurs === '+' || particle.occurs === '*' ? Number.POSITIVE_INFINITY : 1;
  let index = at;
  let times = 0;
  while (times < most && canStart(particle, parent.children[index]?.name)) {
    index = takeOnce(particle, parent, index);
    times += 1;
  }
  if (times === 0 && !canBeEmpty(particle)) throw missing(particle, parent, index);
  return index;
}

function takeOnce(particle: Particle, parent: XmlElement, at: number): number {
  if (particle.kind === 'element') return at + 1;
  if (particle.kind === 'all') return takeAll(particle.items, parent, at);
  if (particle.kind === 'sequence') return particle.items.reduce((index, item) => take(item, parent, index), at);
  const name = parent.children[at]?.name;
  const chosen = particle.items.find((item) => canStart(item, name));
  return chosen ? take(chosen, parent, at) : at;
}

function takeAll(items: readonly Particle[], parent: XmlElement, at: number): number {
  const left = [...items];
  let index = at;
  for (;;) {
    const name = parent.children[index]?.name;
    const chosen = left.findIndex((item) => canStart(item, name));
    if (chosen === -1) break;
    left.splice(chosen, 1);
    index += 1;
  }
  const required = left.find((item) => !canBeEmpty(item));
  if (required) throw missing(required, parent, index);
  return index;
}

function canStart(particle: Particle, name: string | undefined): boolean {
  return name !== undefined && firstNames(particle).has(name);
}

const FIRST = new WeakMap<Particle, Set<string>>();

/** Names with which the particle can begin; computed once per particle. */
function firstNames(particle: Particle): Set<string> {
  const known = FIRST.get(particle);
  if (known) return known;
  const names = new Set<string>();
  if (particle.kind === 'element') names.add(particle.name);
  else {
    for (const item of particle.items) {
      for (const name of firstNames(item)) names.add(name);
      if (particle.kind === 'sequence' && !canBeEmpty(item)) break;
    }
  }
  FIRST.set(particle, names);
  return names;
}

function canBeEmpty(particle: Particle): boolean {
  if (particle.occurs === '?' || particle.occurs === '*') return true;
  if (particle.kind === 'element') return false;
  return particle.kind === 'choice' ? particle.items.some(canBeEmpty) : particle.items.every(canBeEmpty);
}

function missing(particle: Particle, parent: XmlElement, at: number): XmlError {
  const expected = [...firstNames(particle)];
  const found = parent.children[at];
  if (found) return unexpected(found, expected);
  return new XmlError(`Element '${parent.name}': Missing child element(s).${expectation(expected)}`, parent.offset);
}

function unexpected(element: XmlElement, expected: string[]): XmlError {
  const message = `Element '${element.name}': This element is not expected.${expectation(expected)}`;
  return new XmlError(message, element.offset);
}

function expectation(names: string[]): string {
  if (names.length === 0) return '';
  return ` Expected is ${names.length === 1 ? '' : 'one of '}( ${names.join(', ')} ).`;
}
