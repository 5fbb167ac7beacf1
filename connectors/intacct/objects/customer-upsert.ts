import { z } from 'zod';
import { ConnectorError } from '../../errors.js';
import type { IntacctClient } from '../client.js';
import { equal } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { customer } from '../shapes/customer.js';
import { CustomerId, text } from './fields.js';
import { findAll } from './recognition.js';
import { createRecordOf, type RecordValues, recordById } from './record-actions.js';

/** What tells whether a customer is there already. */
export const UpsertKey = z
  .strictObject({
    id: CustomerId.optional(),
    customField: z
      .strictObject({
        name: z.string().regex(/^[A-Za-z_]\w*$/, 'must be a field’s integration name'),
        value: z.string().min(1),
      })
      .optional()
      .describe('A custom field whose value one customer has at most, such as another system’s ID.'),
  })
  .refine(
    ({ id, customField }) => (id === undefined) !== (customField === undefined),
    'needs either id or customField',
  );

type NewCustomer = RecordValues & {
  readonly name: string;
  readonly contact?: { readonly printAs?: string | null | undefined } | undefined;
};

type UpsertKey = z.output<typeof UpsertKey>;

/** The one customer that a key names, in full; undefined when there is none. Refuses a value that several have. */
export async function customerBy(
  intacct: IntacctClient,
  { id, customField }: UpsertKey,
): Promise<IntacctRecord | undefined> {
  if (customField === undefined) return intacct.readByName('CUSTOMER', id ?? '');
  const having = equal(customField.name, customField.value);
  const [only, ...others] = await findAll(intacct, 'CUSTOMER', ['RECORDNO', 'CUSTOMERID', 'NAME'], having);
  if (only && others.length > 0) throw ambiguous(customField, [only, ...others]);
  return only && recordById(intacct, 'CUSTOMER', text(only, 'CUSTOMERID'));
}

/** The values with that of the key, so that the next call finds the customer. */
export function withKey<Values extends RecordValues>(values: Values, { customField }: UpsertKey): Values {
  if (!customField) return values;
  return { ...values, customFields: { ...values.customFields, [customField.name]: customField.value } };
}

/** Creates a customer whose display contact prints as its name unless told otherwise. */
export function createCustomerOf(intacct: IntacctClient, values: NewCustomer) {
  const contact = { ...values.contact, printAs: values.contact?.printAs ?? values.name };
  const how = { idPath: 'CUSTOMERID', same: equal('NAME', values.name) };
  return createRecordOf(intacct, customer, { ...values, contact }, how);
}

function ambiguous({ name, value }: { name: string; value: string }, found: readonly IntacctRecord[]): ConnectorError {
  const candidates = found.map((record) => ({ id: text(record, 'CUSTOMERID'), name: text(record, 'NAME') }));
  return new ConnectorError({
    kind: 'rejected',
    code: 'match_ambiguous',
    message: `${found.length} customers have "${value}" in ${name}: ${candidates.map(({ id }) => id).join(', ')}.`,
    advice: 'Leave the value with one of them in Intacct, then repeat the step. Nothing was written.',
    details: { field: 'by.customField', candidates },
  });
}
