import type { Intacct } from '../../activities/intacct.js';
import { step } from '../step.js';
import type { Compensate } from '../undo.js';
import { isOwn, unlessInUse } from './own.js';
import { chosen, onlyOne, type Partner } from './partner.js';

export type WantedCustomer = Parameters<Intacct['createCustomer']>[0];

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
): Promise<Partner> {
  const found = await step(
    'Find or create the customer',
    async (wanted: WantedCustomer) => (await existing(ledger, wanted, newId)) ?? create(ledger, wanted, newId),
    {
      input: customer,
      checkedBy: 'intacct.createCustomer',
      use: (record) => chosen('customer', ledger, record.key),
      done: ({ id, created }) => `Customer ${id} "${customer.name}" ${created ? 'created' : 'found'}`,
    },
  );
  if (found.created) {
    compensate(`customer ${found.id}`, () => unlessInUse(() => ledger.deleteCustomer({ key: found.key })));
  }
  return found;
}

async function existing(
  ledger: Intacct,
  wanted: WantedCustomer,
  newId: string | undefined,
): Promise<Partner | undefined> {
  const id = wanted.id ?? newId;
  const [byId] = id === undefined ? [] : (await ledger.listCustomers({ id, limit: 1 })).records;
  if (byId) return { id: byId.id, key: byId.key, created: false };
  return wanted.id === undefined ? alike(ledger, wanted) : undefined;
}

/** One of the same e-mail or, unless their e-mails tell them apart, of the same name. */
async function alike({ findCustomer }: Intacct, { name, contact }: WantedCustomer): Promise<Partner | undefined> {
  const email = contact?.email ?? undefined;
  const { candidates } = await findCustomer({ name, ...(email ? { email } : {}) });
  const exact = candidates.filter(({ match }) => match === 'email' || match === 'name');
  return onlyOne('customer', name, email, exact);
}

async function create(
  { createCustomer, getCustomer }: Intacct,
  wanted: WantedCustomer,
  newId: string | undefined,
): Promise<Partner> {
  const { key, id, adopted } = await createCustomer({ ...(newId === undefined ? {} : { id: newId }), ...wanted });
  return { id, key, created: await isOwn(adopted, async () => (await getCustomer({ id })).createdAt) };
}
