/** A property that this product writes. */
export interface OurProperty {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type?: string;
  readonly fieldType?: string;
}

const customerId: OurProperty = {
  name: 'intacct_customer_id',
  label: 'Intacct customer ID',
  description: 'The customer in Sage Intacct.',
};

const dealProperties: readonly OurProperty[] = [
  customerId,
  {
    name: 'intacct_invoice_number',
    label: 'Intacct invoice number',
    description: 'The invoice that was made of this deal.',
  },
  {
    name: 'intacct_invoice_key',
    label: 'Intacct invoice record number',
    description: 'The invoice’s record number in Sage Intacct.',
  },
  { name: 'intacct_invoice_url', label: 'Intacct invoice link', description: 'Opens the invoice in Sage Intacct.' },
  { name: 'intacct_sync_status', label: 'Intacct status', description: 'How far the invoicing has come.' },
  {
    name: 'intacct_sync_error',
    label: 'Intacct error',
    description: 'Why the invoicing waits for somebody, and what to do.',
    fieldType: 'textarea',
  },
  {
    name: 'intacct_synced_at',
    label: 'Intacct last update',
    description: 'When the properties of this group were last written.',
    type: 'datetime',
    fieldType: 'date',
  },
];

/** By the type of record that has them. */
export const ourProperties = { deals: dealProperties, companies: [customerId] as readonly OurProperty[] };
