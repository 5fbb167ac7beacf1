/** How much to add to the company. Money is in the company's own currency. */
export interface GenerateOptions {
  /** Default: one per 20 invoices, at least 1 and at most 10,000. */
  readonly customers?: number;
  readonly invoices?: number;
  /** How many of the invoices are paid in full. Default 0. */
  readonly paidInvoices?: number;
  /** Default: one per 20 bills, at most 10,000; none without bills. */
  readonly vendors?: number;
  /** All open. */
  readonly bills?: number;
}

export const GENERATE_NAMES = ['customers', 'invoices', 'paidInvoices', 'vendors', 'bills'] as const;

/** Fills in defaults. Throws when a number makes no sense. */
export function completeOptions(options: GenerateOptions): Required<GenerateOptions> {
  for (const name of GENERATE_NAMES) {
    const count = options[name] ?? 0;
    if (!Number.isSafeInteger(count) || count < 0) throw new Error(`generate: ${name} must be a whole number.`);
  }
  const { invoices = 0, paidInvoices = 0, bills = 0 } = options;
  if (paidInvoices > invoices) throw new Error('generate: more paid invoices than invoices.');
  // A call that asks only for payables gets no customers.
  const usual = invoices === 0 && (bills > 0 || options.vendors !== undefined) ? 0 : Math.max(1, partners(invoices));
  const customers = options.customers ?? usual;
  const vendors = options.vendors ?? partners(bills);
  if (invoices > 0 && customers === 0) throw new Error('generate: invoices need customers.');
  if (bills > 0 && vendors === 0) throw new Error('generate: bills need vendors.');
  return { customers, invoices, paidInvoices, vendors, bills };
}

function partners(documents: number): number {
  return Math.min(10_000, Math.ceil(documents / 20));
}
