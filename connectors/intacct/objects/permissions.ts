/** What a role can allow on an object, in the words of Intacct's permission page. */
export type Right = 'List' | 'View' | 'Add' | 'Edit' | 'Delete' | 'Post' | 'Reverse' | 'Approve';

/** `permissions('Accounts Receivable', 'Invoices')('List', 'View')` → the entries of an action's contract. */
export const permissions =
  (application: string, object: string) =>
  (...rights: readonly Right[]): readonly string[] =>
    rights.map((right) => `${application} / ${object} / ${right}`);
