import util from 'node:util';
import { ClientConfig, Functions, OnlineClient } from '@intacct/intacct-sdk';
import type { RunningSandbox } from '../../scripts/load/company.js';
import { account, amount, invoiceDate, paymentTerm } from './invoice.js';

// Node 23 took away what the SDK reads its replies with.
const lost: Record<string, unknown> = {
  isNullOrUndefined: (value: unknown) => value === null || value === undefined,
  isArray: Array.isArray,
};
for (const [name, value] of Object.entries(lost)) if (!(name in util)) Object.assign(util, { [name]: value });

/** Signed in, as its documentation advises: one session for all calls. */
export async function officialClient({ endpoint, credentials }: RunningSandbox): Promise<OnlineClient> {
  const { senderId, senderPassword } = credentials;
  const { companyId, userId, userPassword } = credentials;
  const byLogin = clientAt(endpoint, { senderId, senderPassword, companyId, userId, userPassword });
  const { results } = await byLogin.execute(new Functions.ApiSessionCreate());
  return clientAt(endpoint, { senderId, senderPassword, sessionId: String(results[0]?.data[0]?.sessionid) });
}

export function sdkInvoice(customerId: string): Functions.AccountsReceivable.InvoiceCreate {
  const { InvoiceCreate, InvoiceLineCreate } = Functions.AccountsReceivable;
  const line = Object.assign(new InvoiceLineCreate(), { glAccountNumber: account, transactionAmount: Number(amount) });
  return Object.assign(new InvoiceCreate(), {
    customerId,
    paymentTerm,
    transactionDate: new Date(invoiceDate),
    action: 'Submit',
    lines: [line],
  });
}

/**
 * The SDK checks that its endpoint lies in intacct.com when the client is made, and reads it again for each request: so it
 * learns the sandbox's address in between.
 */
function clientAt(endpoint: string, settings: Partial<ClientConfig>): OnlineClient {
  const config = Object.assign(new ClientConfig(), settings);
  const client = new OnlineClient(config);
  config.endpointUrl = endpoint;
  return client;
}
