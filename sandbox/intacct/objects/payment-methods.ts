/** Display value → stored letter (letters: guess). */
export const AP_PAYMENT_METHODS = {
  'Printed Check': '1',
  'Manual Check': '2',
  'Credit Card': '3',
  EFT: '5',
  Cash: '6',
  ACH: '7',
  'Joint Check': '8',
  'Check Delivery': '9',
  Credit: '11',
  'WF Check': '13',
  'WF Domestic ACH': '14',
  'WF USD Wire': '15',
} as const;
