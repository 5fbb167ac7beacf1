import { ApplicationFailure } from '@temporalio/workflow';
import type { Intacct } from '../../activities/intacct.js';
import { refused } from '../decisions.js';

/** Customers and vendors: whom a document is with. */
export type PartnerKind = 'customer' | 'vendor';

/** A partner in Intacct, and whether this run has made it. */
export interface Partner {
  readonly id: string;
  readonly key: string;
  readonly created: boolean;
}

interface Candidate {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly contact?: { readonly email?: string | null | undefined } | null | undefined;
}

/**
 * The one that is meant among those of the same e-mail or name; undefined when there is none. Fails as `customer_unclear`
 * or `vendor_unclear` when there are several, or one whose e-mail is another.
 */
export function onlyOne(
  kind: PartnerKind,
  name: string,
  email: string | undefined,
  candidates: readonly Candidate[],
): Partner | undefined {
  const [first, ...others] = candidates;
  const theirs = first?.contact?.email;
  const differ = email !== undefined && theirs && theirs.toLowerCase() !== email.toLowerCase();
  if (others.length > 0 || differ) throw unclear(kind, name, candidates);
  return first && { id: first.id, key: first.key, created: false };
}

/** The one that a person has chosen by its record number. */
export async function chosen(kind: PartnerKind, { query }: Intacct, key: string): Promise<Partner> {
  const object = kind.toUpperCase();
  const { records } = await query({ object, fields: [`${object}ID`], filter: `RECORDNO = ${key}` });
  const id = records[0]?.[`${object}ID`];
  if (typeof id === 'string') return { id, key, created: false };
  throw refused('record_not_found', `There is no ${kind} with the record number ${key}.`);
}

function unclear(kind: PartnerKind, name: string, candidates: readonly Candidate[]): ApplicationFailure {
  const list = candidates.map(({ id, key, name: theirs }) => `${id} "${theirs}" (record number ${key})`).join(', ');
  return ApplicationFailure.create({
    type: `${kind}_unclear`,
    message: `Who "${name}" is in Intacct is not clear: ${list}.`,
    nonRetryable: true,
    details: [
      {
        kind: 'rejected',
        title: `Which ${kind} is meant is not clear`,
        advice:
          'Decide "use" with the record number of the right one, or "retry" with an input that has the ID of a new one.',
        candidates,
      },
    ],
  });
}
