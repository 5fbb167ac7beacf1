import { Big } from 'big.js';

type Fields = Readonly<Record<string, unknown>>;

/** How a search goes about it, which tells nobody what it searches for. */
const aboutPaging = [
  'limit',
  'order',
  'orderBy',
  'after',
  'offset',
  'pageSize',
  'all',
  'fields',
  'customFields',
  'resolve',
];
/** Names of the record itself, of which the first that is there tells enough. */
const numbers = ['invoiceNumber', 'number', 'id', 'key', 'accountNumber', 'creditKey', 'symbol', 'userId'];
/** Whom or what it belongs to. */
const owners = ['customerId', 'vendorId', 'payerName', 'projectId', 'journal', 'bankAccountId', 'dealId', 'companyId'];
const names = ['name', 'contactName'];
const notChanges = ['object', 'by', 'resolve', ...numbers, ...owners, ...names];

/** Temporal limits the length of a summary. */
const longest = 200;

/**
 * One line for the Temporal UI, such as `createInvoice INV-1042 · C-77 · 1,250.00 USD`,
 * `createArPayment C-77 · 2 invoices · 300.00 USD` or `listCustomers name = Larkspur`.
 */
export function summaryOf(action: string, input: unknown): string {
  const fields = isFields(input) ? input : {};
  const text = partsOf(action, fields).filter(Boolean).join(' · ');
  const summary = `${action} ${text}`.replace(/\s+/g, ' ').trim();
  return summary.length > longest ? `${summary.slice(0, longest - 1)}…` : summary;
}

function partsOf(action: string, fields: Fields): (string | undefined)[] {
  if (/^(list|find|search|query|count|accountBalances)/.test(action)) return searchOf(fields);
  return [...identityOf(fields), ...(/^update/.test(action) ? changesOf(fields) : sizeOf(fields))];
}

/** `name = Larkspur`, one per condition. */
function searchOf({ object, filter, filters, ...conditions }: Fields): (string | undefined)[] {
  const given = Object.entries(conditions).filter(([name]) => !aboutPaging.includes(name));
  return [
    textOf(object),
    ...given.map(([name, value]) => condition(name, value)),
    filterOf(filter),
    ...listOf(filters).map((one) => Object.values(one).map(textOf).filter(Boolean).join(' ')),
  ];
}

function condition(name: string, value: unknown): string | undefined {
  const text = textOf(value);
  return text && `${name} = ${text}`;
}

function filterOf(filter: unknown): string | undefined {
  return isFields(filter) || Array.isArray(filter) ? JSON.stringify(filter) : textOf(filter);
}

function identityOf(fields: Fields): (string | undefined)[] {
  const by = isFields(fields.by) ? Object.entries(fields.by).map(([name, value]) => condition(name, value)) : [];
  const number = firstOf(fields, numbers);
  return [
    textOf(fields.object),
    ...by,
    number && (/key$/i.test(number.name) ? `#${number.text}` : number.text),
    ...(number ? [] : [textOf(fields.referenceNumber ?? fields.reference)]),
    firstOf(fields, [...names, 'email'])?.text,
    firstOf(fields, owners)?.text,
    ...('journal' in fields ? [textOf(fields.description)] : []),
  ];
}

/** What an update changes: a few values as they are to be, many by their names. */
function changesOf(fields: Fields): (string | undefined)[] {
  const nested = [fields.properties, fields.values].find(isFields);
  const changed = Object.entries(nested ?? fields).filter(([name]) => nested || !notChanges.includes(name));
  const many = changed.length > 2 || changed.some(([, value]) => isFields(value) || Array.isArray(value));
  if (many) return [changed.map(([name]) => name).join(', ')];
  return changed.map(([name, value]) => condition(name, value ?? 'nothing'));
}

/** How many and how much. */
function sizeOf({ lines, applications, records, receiptKeys, files, currency }: Fields): (string | undefined)[] {
  const items = listOf(lines ?? applications);
  const total = totalOf(items);
  return [
    ...(applications ? [counted(items, 'invoiceKey' in (items[0] ?? {}) ? 'invoice' : 'bill')] : []),
    ...(records ? [counted(listOf(records), 'record')] : []),
    ...(receiptKeys ? [counted(receiptKeys, 'receipt')] : []),
    ...(files ? [counted(files, 'file')] : []),
    total && [total, textOf(currency)].filter(Boolean).join(' '),
  ];
}

function counted(items: unknown, noun: string): string {
  const count = Array.isArray(items) ? items.length : 0;
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `1,250.00`; of a journal entry, its debits. */
function totalOf(items: readonly Fields[]): string | undefined {
  const counting = items.filter(({ type }) => type !== 'credit');
  if (counting.length === 0) return undefined;
  try {
    return withCommas(counting.reduce((sum, item) => sum.plus(amountOf(item)), new Big(0)).toFixed(2));
  } catch {
    // Not an amount, or one that Intacct works out: a summary must not refuse it.
    return undefined;
  }
}

function amountOf({ amount, quantity, price }: Fields): Big {
  return amount === undefined ? new Big(String(price)).times(String(quantity)) : new Big(String(amount));
}

function withCommas(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?=\.))/g, ',');
}

function firstOf(
  fields: Fields,
  wanted: readonly string[],
): { readonly name: string; readonly text: string } | undefined {
  for (const name of wanted) {
    const text = textOf(fields[name]);
    if (text) return { name, text };
  }
  return undefined;
}

/** Of a reference by name, such as `{"name":"Larkspur"}`, what it is given by. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(', ');
  return isFields(value) ? Object.values(value).map(textOf).find(Boolean) : undefined;
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
