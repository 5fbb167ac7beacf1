import { FUNCTIONS } from '../functions/registry.js';
import { Session } from '../gateway/sessions.js';
import { parseXml } from '../xml/parse.js';
import type { Company } from './company.js';
import { SEED_USER } from './seed-empty.js';
import { Work } from './work.js';

/**
 * Executes one function of the gateway, written as its XML, past sign-in, limits and faults: by the same rules as any
 * client's. Returns what it answers; a refusal is thrown. Nothing is kept yet.
 */
export function perform(company: Company, xml: string): string {
  const element = parseXml(xml);
  const definition = FUNCTIONS.get(element.name);
  if (!definition) throw new Error(`There is no function ${element.name}.`);
  const session = new Session('seed', SEED_USER, company.credentials.companyId, '');
  const work = new Work(company, SEED_USER, '');
  return definition.run({ element, session, work, endpoint: '', openSession: () => session });
}

/** The record number in an answer: `<key>` of a legacy function, `<RECORDNO>` of a generic one. */
export function keyIn(answer: string): string {
  const found = /<(?:key|RECORDNO)>([^<]*)</.exec(answer)?.[1];
  if (found === undefined) throw new Error(`There is no key in ${answer}.`);
  return found;
}
