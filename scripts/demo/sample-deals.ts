import type { SampleDeal } from '../../sandbox/hubspot/index.js';

/** The deal of `npm start`: three line items, one with a percentage off, whose cents only add up on the line total. */
export const sampleDeal: SampleDeal = {
  name: 'Harbor Labs renewal',
  currency: 'USD',
  company: {
    name: 'Harbor Labs',
    domain: 'harborlabs.example',
    city: 'Portland',
    state: 'OR',
    country: 'United States',
  },
  contacts: [{ email: 'ada@harborlabs.example', firstname: 'Ada', lastname: 'Moreno' }],
  lineItems: [
    { name: 'Team seats', sku: 'SEAT', quantity: '10', price: '234.56', discountPercentage: '20' },
    { name: 'Onboarding workshop', sku: 'WORKSHOP', quantity: '1', price: '450.00' },
    { name: 'Priority support', sku: 'SUPPORT', quantity: '12', price: '39.90' },
  ],
};

const anotherDeal: SampleDeal = {
  name: 'Quay Works expansion',
  stage: 'closedwon',
  currency: 'USD',
  company: { name: 'Quay Works' },
  lineItems: [{ name: 'Seats', quantity: 5, price: '99.90' }],
};

/** The command that sends another won deal while `npm start` runs. */
export function sendAnotherDeal(hubspotUrl: string): string {
  return `curl -X POST ${hubspotUrl}/_sandbox/deals -d '${JSON.stringify(anotherDeal)}'`;
}
