import { expect } from '@jest/globals';
import type { IntacctSandbox, StoredRecord } from '../../sandbox/intacct/index.js';
import { all, call, one, statuses } from './ask.js';

/** What the tests of receivables and Order Entry share: refusals that leave nothing behind, and books that add up. */

const TABLES = `ARINVOICE ARINVOICEITEM ARADJUSTMENT ARADJUSTMENTITEM ARADVANCE ARADVANCEITEM ARPYMT ARPYMTDETAIL
  ARINVOICEBATCH ARADJUSTMENTBATCH ARPAYMENTBATCH DEPOSIT SODOCUMENT SODOCUMENTENTRY SODOCUMENTSUBTOTALS
  SUPDOC ATTACHMENT SUPDOCFOLDER CUSTOMER GLBATCH GLENTRY`.split(/\s+/);

/** Everything a refused write must leave alone. */
export function everything(sandbox: IntacctSandbox): object {
  return { commits: sandbox.commits.length, books: TABLES.map((object) => inOrder(sandbox.books.list(object))) };
}

/** What is undone may come back in another order, which no reader can rely on. */
function inOrder(records: StoredRecord[]): StoredRecord[] {
  return records.sort((a, b) => Number(a.RECORDNO) - Number(b.RECORDNO));
}

export interface Refused {
  readonly codes: string[];
  readonly text: string;
}

/** Sends a function that must be refused by a result; checks that nothing changed. */
export async function refusedCall(sandbox: IntacctSandbox, body: string): Promise<Refused> {
  const before = everything(sandbox);
  const text = await call(sandbox, body);
  expect(statuses(text)).toEqual(['failure']);
  expect(everything(sandbox)).toEqual(before);
  return { codes: all(text, 'errorno'), text: text.replaceAll('&#039;', "'") };
}

/** Sends a function that does not fit the schema: refused at control level with line and column, nothing changed. */
export async function refusedBySchema(sandbox: IntacctSandbox, body: string): Promise<string> {
  const before = everything(sandbox);
  const text = await call(sandbox, body);
  expect(one(one(text, 'control'), 'status')).toBe('failure');
  expect(text).not.toContain('<operation>');
  expect(all(text, 'errorno')).toEqual(['XL03000003']);
  expect(everything(sandbox)).toEqual(before);
  return text;
}

/** Sends a function that the user lacks the permission for. */
export async function refusedByPermission(sandbox: IntacctSandbox, operation: string, body: string): Promise<void> {
  sandbox.settings.deniedOperations = [operation];
  const { codes, text } = await refusedCall(sandbox, body);
  expect(codes).toEqual(['PL04000005']);
  expect(text).toContain('You do not have permission for API operation');
  sandbox.settings.deniedOperations = [];
}

export async function succeeds(sandbox: IntacctSandbox, body: string): Promise<string> {
  const text = await call(sandbox, body);
  if (statuses(text)[0] !== 'success') throw new Error(text);
  return text;
}

/** Key of what a legacy function wrote. */
export async function keyFrom(sandbox: IntacctSandbox, body: string): Promise<string> {
  return one(await succeeds(sandbox, body), 'key');
}

/** RECORDNO of what a generic create wrote. */
export async function recordFrom(sandbox: IntacctSandbox, body: string): Promise<string> {
  return one(await succeeds(sandbox, body), 'RECORDNO');
}

export function dateXml(name: string, iso: string): string {
  const [year, month, day] = iso.split('-');
  return `<${name}><year>${year}</year><month>${month}</month><day>${day}</day></${name}>`;
}

const AMOUNTS =
  `TRX_PAYMENTAMOUNT TRX_INLINEAMOUNT TRX_ADJUSTMENTAMOUNT TRX_POSTEDADVANCEAMOUNT TRX_POSTEDOVERPAYMENTAMOUNT
  TRX_NEGATIVEINVOICEAMOUNT TRX_TOTALDISCOUNTTOAPPLY`.split(/\s+/);

/** Double entry holds, and what every document says was paid is the sum of what was applied to it. */
export function booksAddUp(sandbox: IntacctSandbox): void {
  expect(sandbox.books.trialBalance()).toBe('0.00');
  const posted = sandbox.books.list('ARPYMTDETAIL').filter(({ STATE }) => STATE === 'Posted');
  const applied = (object: string, key: string | undefined) => {
    const used = { ARINVOICE: ['INLINEKEY', 'NEGATIVEINVOICEKEY'], ARADJUSTMENT: ['ADJUSTMENTKEY'], ARADVANCE: [] }[
      object
    ];
    const paidBy = object === 'ARADJUSTMENT' ? 'POSADJKEY' : 'RECORDKEY';
    return posted.reduce((sum, row) => {
      const amount = AMOUNTS.reduce((part, name) => part + Math.round(Number(row[name] ?? 0) * 100), 0);
      const paid = object !== 'ARADVANCE' && row[paidBy] === key ? amount : 0;
      const spent = used?.some((name) => row[name] === key) ? -amount : 0;
      const advanced = object === 'ARADVANCE' && row.ADVANCEKEY === key ? amount : 0;
      return sum + paid + spent + advanced;
    }, 0);
  };
  for (const object of ['ARINVOICE', 'ARADJUSTMENT', 'ARADVANCE']) {
    for (const { RECORDNO, TRX_TOTALPAID, STATE } of sandbox.books.list(object)) {
      const paid = Math.round(Number(TRX_TOTALPAID) * 100);
      expect({ object, RECORDNO, STATE, applied: applied(object, RECORDNO) }).toEqual({
        object,
        RECORDNO,
        STATE,
        applied: paid,
      });
    }
  }
}
