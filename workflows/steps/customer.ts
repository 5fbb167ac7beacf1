import type { Intacct } from '../../activities/intacct.js';
import type { Remember } from '../undo.js';

export type NewCustomer = Parameters<Intacct['createCustomer']>[0] & { readonly id: string };

/** The customer with this ID; created when there is none, and then removed again if the steps after it fail. */
export async function findOrCreateCustomer(
  { listCustomers, createCustomer, deleteCustomer }: Intacct,
  customer: NewCustomer,
  remember: Remember,
): Promise<{ readonly id: string; readonly created: boolean }> {
  const { records } = await listCustomers({ id: customer.id, limit: 1 });
  if (records[0]) return { id: records[0].id, created: false };

  const { key, id, adopted } = await createCustomer(customer);
  // One that was there already may be another run's by now; it stays.
  if (!adopted) remember(`customer ${id}`, () => deleteCustomer({ key }));
  return { id, created: !adopted };
}
