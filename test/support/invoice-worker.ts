/**
 * A worker process that creates invoices as fast as it may: `COUNT` of them, over PostgreSQL (`DATABASE_URL`) with the
 * limits of the environment. Equal in every value, without numbers. Prints their record numbers as JSON.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { callAction } from '../../connectors/action.js';
import { environmentCredentials } from '../../connectors/credentials/environment.js';
import { ConnectorError } from '../../connectors/errors.js';
import { IntacctCompany } from '../../connectors/intacct/company.js';
import { environmentLimits } from '../../connectors/intacct/environment-limits.js';
import { createInvoice } from '../../connectors/intacct/objects/ar-invoice.js';
import { openStore } from '../../store/open.js';

const store = await openStore({ url: process.env.DATABASE_URL ?? '' });
const company = new IntacctCompany({
  connection: 'default',
  credentials: await environmentCredentials().intacct('default'),
  ...environmentLimits('default'),
  limitStore: store.limits,
  ledger: store.ledger,
  settleMs: 1_000,
});
const invoice = {
  customerId: process.env.CUSTOMER_ID ?? '',
  invoiceDate: '2026-11-20',
  paymentTerm: 'N30',
  lines: [{ accountNumber: '4000', amount: '120.50' }],
};

async function once(): Promise<string> {
  const requestKey = randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    const client = company.client({ requestKey, action: 'createInvoice', repeated: attempt > 1 });
    try {
      return (await callAction('createInvoice', createInvoice, invoice, client)).key;
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.retry === 'no') throw error;
      await setTimeout(error.retry === 'soon' ? 200 : error.retry.afterMs);
    }
  }
}

console.log('ready');
const keys = await Promise.all(Array.from({ length: Number(process.env.COUNT) }, once));
console.log(JSON.stringify(keys));
await company.close();
await store.close();
