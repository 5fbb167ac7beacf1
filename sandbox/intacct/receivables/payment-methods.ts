/** Display value → stored letter (letters: guess). */
export const PAYMENT_METHODS = {
  'Printed Check': '1',
  'Credit Card': '3',
  EFT: '5',
  Cash: '6',
  'Online Charge Card': '10',
  'Online ACH Debit': '12',
} as const;
