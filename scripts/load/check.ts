import type { CompanyUnderLoad } from './company.js';
import type { Told } from './workload.js';

/** What the books say against what the clients were told; empty when all is well. */
export async function contradictions(company: CompanyUnderLoad, told: Told): Promise<string[]> {
  const found: string[] = [];
  const balance = (await company.control<{ sum: string }>('/trial-balance')).sum;
  if (balance !== '0.00') found.push(`The trial balance is ${balance}.`);
  const applied = await appliedPerInvoice(company);
  const kept = new Set<string>();
  for await (const { RECORDNO = '', TRX_TOTALPAID, TRX_TOTALDUE, TRX_TOTALENTERED } of company.records('ARINVOICE')) {
    kept.add(RECORDNO);
    const paid = cents(TRX_TOTALPAID);
    const sum = applied.get(RECORDNO) ?? 0;
    if (paid !== sum) found.push(`Invoice ${RECORDNO} has ${paid} cents paid, but ${sum} applied.`);
    if (paid + cents(TRX_TOTALDUE) !== cents(TRX_TOTALENTERED)) found.push(`Invoice ${RECORDNO} does not add up.`);
    const confirmed = told.paid.get(RECORDNO);
    if (confirmed !== undefined && confirmed !== paid) {
      found.push(`Clients paid ${confirmed} cents of invoice ${RECORDNO}, the books say ${paid}.`);
    }
  }
  for (const key of told.invoices) if (!kept.has(key)) found.push(`Invoice ${key} was confirmed and is not there.`);
  if (new Set(told.invoices).size !== told.invoices.length) found.push('A record number was given twice.');
  return found;
}

async function appliedPerInvoice(company: CompanyUnderLoad): Promise<Map<string, number>> {
  const applied = new Map<string, number>();
  for await (const { RECORDKEY = '', TRX_PAYMENTAMOUNT } of company.records('ARPYMTDETAIL')) {
    applied.set(RECORDKEY, (applied.get(RECORDKEY) ?? 0) + cents(TRX_PAYMENTAMOUNT));
  }
  return applied;
}

function cents(amount = '0.00'): number {
  return Number(amount.replace('.', ''));
}
