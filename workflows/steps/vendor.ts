import type { Intacct } from '../../activities/intacct.js';
import { refused } from '../decisions.js';
import { step } from '../step.js';
import type { Compensate } from '../undo.js';
import { isOwn, unlessInUse } from './own.js';
import { chosen, onlyOne, type Partner } from './partner.js';

type NewVendor = Parameters<Intacct['createVendor']>[0];

/** A vendor by its ID alone, or with what creates it. */
export type WantedVendor = Omit<NewVendor, 'name'> & { readonly name?: string | undefined };

/**
 * The vendor that is meant: by its ID where one is given, else the only one with that e-mail or name. Several are for a
 * person to choose from. None: it is created, and removed again if the steps after it fail; without a name it cannot be,
 * and the step is refused as `vendor_not_found`.
 */
export async function findOrCreateVendor(
  ledger: Intacct,
  vendor: WantedVendor,
  compensate: Compensate,
): Promise<Partner> {
  const found = await step(
    'Find or create the vendor',
    async (wanted: WantedVendor) => (await existing(ledger, wanted)) ?? create(ledger, wanted),
    {
      input: vendor,
      checkedBy: 'intacct.createVendor',
      use: (record) => chosen('vendor', ledger, record.key),
      done: ({ id, created }) => `Vendor ${id} ${created ? 'created' : 'found'}`,
    },
  );
  if (found.created) compensate(`vendor ${found.id}`, () => unlessInUse(() => ledger.deleteVendor({ key: found.key })));
  return found;
}

async function existing({ listVendors }: Intacct, { id, name, contact }: WantedVendor): Promise<Partner | undefined> {
  if (id !== undefined) {
    const [byId] = (await listVendors({ id, limit: 1 })).records;
    return byId && { id: byId.id, key: byId.key, created: false };
  }
  if (name === undefined) return undefined;
  const email = contact?.email ?? undefined;
  const any = [
    { field: 'name', equals: name },
    ...(email === undefined ? [] : [{ field: 'contact.email', equals: email }]),
  ];
  const { records } = await listVendors({ filter: { any }, limit: 10 });
  return onlyOne('vendor', name, email, records);
}

async function create({ createVendor, getVendor }: Intacct, { name, ...wanted }: WantedVendor): Promise<Partner> {
  if (name === undefined) {
    throw refused('vendor_not_found', `There is no vendor ${wanted.id}. Correct the ID, or give a name to create it.`);
  }
  const { key, id, adopted } = await createVendor({ ...wanted, name });
  return { id, key, created: await isOwn(adopted, async () => (await getVendor({ id })).createdAt) };
}
