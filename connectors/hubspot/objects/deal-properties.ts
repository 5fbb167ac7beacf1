import { z } from 'zod';
import { ConnectorError } from '../../errors.js';
import { defineAction } from '../action.js';

const groupName = 'sage_intacct';

/** What this product writes into a deal. */
const ourProperties = [
  { name: 'intacct_invoice_number', label: 'Intacct invoice number' },
  { name: 'intacct_invoice_key', label: 'Intacct invoice record number' },
  { name: 'intacct_customer_id', label: 'Intacct customer ID' },
  { name: 'intacct_sync_status', label: 'Intacct status' },
];

export const ensureDealProperties = defineAction({
  summary: 'Create the deal properties that this product writes, where they are missing.',
  details: 'Needs the scope crm.schemas.deals.write. A second call finds them all and changes nothing.',
  effect: 'update',
  source: 'https://developers.hubspot.com/docs/api-reference/crm-properties-v3/guide',
  permissions: ['crm.schemas.deals.write'],
  example: { input: {} },
  input: z.strictObject({}),
  output: z.looseObject({ created: z.array(z.string()) }),
}).run(async (_, hubspot) => {
  await unlessThere(() => hubspot.createProperty('deals', 'group', { name: groupName, label: 'Sage Intacct' }));
  const created: string[] = [];
  for (const property of ourProperties) {
    const definition = { ...property, groupName, type: 'string', fieldType: 'text', formField: false };
    if (await unlessThere(() => hubspot.createProperty('deals', 'property', definition))) created.push(property.name);
  }
  return { created };
});

async function unlessThere(create: () => Promise<void>): Promise<boolean> {
  try {
    await create();
    return true;
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'duplicate') return false;
    throw error;
  }
}
