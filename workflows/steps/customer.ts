import { ApplicationFailure } from '@temporalio/workflow';
import type { Intacct } from '../../activities/intacct.js';
import { step } from '../step.js';
import type { Compensate } from '../undo.js';

export type WantedCustomer = Parameters<Intacct['createCustomer']>[0];

interface Found {
  readonly id: string;
  readonly key: string;
  readonly created: boolean;
}

/**
 * The customer that is meant: by its ID where one is given, else the only one with that e-mail or name. Several are for a
 * person to choose from. None: it is created, and removed again if the steps after it fail.
 *
 * @param newId ID of a customer that is created without one of its own.
 */
export async function findOrCreateCustomer(
  ledger: Intacct,
  customer: WantedCustomer,
  compensate: Compensate,
  newId?: string,
): Promise<Found> {
  const found = await step(
    'Find or create the customer',
    async (wanted: WantedCustomer) => (await existing(ledger, wanted, newId)) ?? create(ledger, wanted, newId),
    {
      input: customer,
      checkedBy: 'intacct.createCustomer',
      use: (record) => chosen(ledger, record.key),
      done: ({ id, created }) => `Customer ${id} "${customer.name}" ${created ? 'created' : 'found'}`,
    },
  );
  if (found.created) compensate(`customer ${found.id}`, () => ledger.deleteCustomer({ key: found.key }));
  return found;
}

async function existing(
  ledger: Intacct,
  wanted: WantedCustomer,
  newId: string | undefined,
): Promise<Found | undefined> {
  const id = wanted.id ?? newId;
  const [byId] = id === undefined ? [] : (await ledger.listCustomers({ id, limit: 1 })).records;
  if (byId) return { id: byId.id, key: byId.key, created: false };
  return wanted.id === undefined ? alike(ledger, wanted) : undefined;
}

/** One of the same e-mail or, unless their e-mails tell them apart, of the same name. */
async function alike({ findCustomer }: Intacct, { name, contact }: WantedCustomer): Promise<Found | undefined> {
  const email = contact?.email ?? undefined;
  const { candidates } = await findCustomer({ name, ...(email ? { email } : {}) });
  const exact = candidates.filter(({ match }) => match === 'email' || match === 'name');
  const [first, ...others] = exact;
  const theirs = first?.contact?.email;
  const differ = email !== undefined && theirs && theirs.toLowerCase() !== email.toLowerCase();
  if (others.length > 0 || differ) throw unclear(name, exact);
  return first && { id: first.id, key: first.key, created: false };
}

async function create({ createCustomer }: Intacct, wanted: WantedCustomer, newId: string | undefined): Promise<Found> {
  const { key, id, adopted } = await createCustomer({ ...(newId === undefined ? {} : { id: newId }), ...wanted });
  // One that was there already may be another run's by now; it stays.
  return { id, key, created: !adopted };
}

async function chosen({ query }: Intacct, key: string): Promise<Found> {
  const { records } = await query({ object: 'CUSTOMER', fields: ['CUSTOMERID'], filter: `RECORDNO = ${key}` });
  const id = records[0]?.CUSTOMERID;
  if (typeof id === 'string') return { id, key, created: false };
  throw ApplicationFailure.nonRetryable(`There is no customer with the record number ${key}.`, 'record_not_found');
}

function unclear(name: string, candidates: readonly { readonly id: string; readonly key: string; name: string }[]) {
  const list = candidates.map(({ id, key, name: theirs }) => `${id} "${theirs}" (record number ${key})`).join(', ');
  return ApplicationFailure.create({
    type: 'customer_unclear',
    message: `Who "${name}" is in Intacct is not clear: ${list}.`,
    nonRetryable: true,
    details: [
      {
        kind: 'rejected',
        title: 'Which customer is meant is not clear',
        advice:
          'Decide "use" with the record number of the right one, or "retry" with an input that has the ID of a new one.',
        candidates,
      },
    ],
  });
}
