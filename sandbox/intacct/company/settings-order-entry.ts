export type TransactionState = 'Draft' | 'Pending' | 'Closed';

/** A kind of Order Entry transaction as the company has defined it. */
export interface TransactionDefinition {
  readonly name: string;
  /** What it does in Accounts Receivable as soon as it is no draft. */
  readonly posts: 'nothing' | 'invoice' | 'credit';
  /** State of a transaction that names none. */
  readonly initialState: TransactionState;
  /** Begins the numbers that the system gives; `null`: every transaction must bring its own. */
  readonly numbering: string | null;
  /** Definitions whose transactions can be converted into this one. */
  readonly convertsFrom: readonly string[];
  /** Account that its lines are posted to. */
  readonly account: string;
  /** Subtotals it may have, by description, and the account of each. */
  readonly subtotals: Readonly<Record<string, string>>;
}

/** How Order Entry is configured. */
export interface OrderEntrySettings {
  transactionDefinitions: TransactionDefinition[];
  /** Units that items are sold in. */
  salesUnits: string[];
  /** Guess. Whether a line without unit is refused ("Missing unit") or takes the first of the units. */
  missingUnit: 'refuse' | 'first';
}

export function defaultOrderEntrySettings(): OrderEntrySettings {
  const common = {
    initialState: 'Pending',
    account: '4000',
    subtotals: { Discount: '4100', Shipping: '4010' },
  } as const;
  return {
    transactionDefinitions: [
      { ...common, name: 'Sales Order', posts: 'nothing', numbering: 'SO', convertsFrom: [] },
      { ...common, name: 'Sales Invoice', posts: 'invoice', numbering: 'INV', convertsFrom: ['Sales Order'] },
      { ...common, name: 'Sales Return', posts: 'credit', numbering: 'RET', convertsFrom: ['Sales Invoice'] },
    ],
    salesUnits: ['Each', 'Hour', 'Month', 'Year'],
    missingUnit: 'refuse',
  };
}
