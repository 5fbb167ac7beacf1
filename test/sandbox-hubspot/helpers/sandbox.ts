import {
  type HubSpotSandbox,
  type HubSpotSandboxOptions,
  startHubSpotSandbox,
} from '../../../sandbox/hubspot/index.js';
import { opened } from '../../support/opened.js';
import { type Receiver, startReceiver } from './receiver.js';

/** Closed by itself after the test. */
export async function sandbox(options?: HubSpotSandboxOptions): Promise<HubSpotSandbox> {
  return opened(await startHubSpotSandbox(options));
}

export async function receiver(...answers: (number | 'never')[]): Promise<Receiver> {
  return opened(await startReceiver(...answers));
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

export interface Call {
  body?: unknown;
  token?: string;
}

/** One call over HTTP, e.g. `call(hubspot, 'GET /crm/v3/objects/deals/5001')`. */
export async function call(hubspot: HubSpotSandbox, line: string, { body, token }: Call = {}): Promise<Answer> {
  const [method = 'GET', path = '/'] = line.split(' ');
  const response = await fetch(hubspot.url + path, {
    method,
    headers: { authorization: `Bearer ${token ?? hubspot.accessToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const harborLabs = {
  name: 'Harbor Labs renewal',
  currency: 'USD',
  closeDate: '2026-11-20',
  company: { name: 'Harbor Labs', domain: 'harborlabs.example' },
  contacts: [{ email: 'ines@harborlabs.example', firstname: 'Ines', lastname: 'Mora' }],
  lineItems: [
    { name: 'Onboarding', quantity: 1, price: '500.00', sku: 'ONB' },
    { name: 'Seats', quantity: 10, price: '234.56', discountPercentage: 20, sku: 'SEAT' },
  ],
};
