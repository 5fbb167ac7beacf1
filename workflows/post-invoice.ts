import { intacct } from './actions.js';
import { findableBy } from './findable.js';
import { Progress } from './progress.js';
import { type Invoice, post, readBack } from './steps/draft-and-post.js';

export interface PostInvoice {
  readonly connection?: string;
  /** Record number of the draft. */
  readonly key: string;
}

/** Posts a draft invoice and reads it back. Succeeds when it is posted already. */
export async function postInvoice({ connection, key }: PostInvoice): Promise<Invoice> {
  const ledger = intacct({ connection });
  const progress = new Progress();
  findableBy({ connection: connection ?? 'default', object: 'ARINVOICE' });

  await post(ledger, key, progress);
  const invoice = await readBack(ledger, key, progress);
  findableBy({ record: invoice.number });
  return invoice;
}
