import type { SubscriptionRequest } from './webhooks/subscriptions.js';

/** What differs between HubSpot accounts, plus the knobs that make time pass faster. All can change while it runs. */
export interface AccountSettings {
  portalId: number;
  /** Host of the record links (`url` of a record, `uiDomain` of the account). */
  uiDomain: string;
  timeZone: string;
  /** ISO 4217. The currency of a deal that has no `deal_currency_code`. */
  accountCurrency: string;
  /** In a single-currency account (`false`) `deal_currency_code` is null and cannot be written. */
  multiCurrency: boolean;
  /** Currencies of a multi-currency account besides `accountCurrency`. */
  additionalCurrencies: string[];
  /** Home-currency units per unit of a foreign currency, decimal strings. A currency without a rate counts 1. */
  exchangeRates: Record<string, string>;
  /** Recompute a deal's `amount` whenever its line items change. Off: a person types it. */
  dealAmountFromLines: boolean;

  /** Guess: whether a single read by the ID of a merged record finds what it has become, or nothing (`false`). */
  mergedIdsLeadOn: boolean;
  /** Links of one record on a page of a batch read. */
  linksPerPage: number;

  /** How long search keeps showing the state before a write, in milliseconds. */
  searchDelayMs: number;
  burstLimit: number;
  burstWindowMs: number;
  searchPerSecond: number;
  dailyLimit: number;

  /** Further access tokens and the scopes each carries. */
  tokens: Record<string, readonly string[]>;

  /** Sender of webhooks: the numeric ID of the app that owns the subscriptions. */
  appId: number;
  subscriptions: readonly SubscriptionRequest[];
  /** Waits before the second, third, … attempt of a refused delivery. Real HubSpot: up to 10 over 24 hours. */
  retryDelaysMs: readonly number[];
  webhookTimeoutMs: number;
  maxConcurrentWebhooks: number;

  /** The account's clock, epoch milliseconds: record dates, limits, search delay and webhook timestamps. */
  now: () => number;
}

export const defaultSettings: AccountSettings = {
  portalId: 424242,
  uiDomain: 'app.example.test',
  timeZone: 'UTC',
  accountCurrency: 'USD',
  multiCurrency: true,
  additionalCurrencies: ['AUD', 'CAD', 'CHF', 'EUR', 'GBP', 'JPY', 'NZD', 'SEK', 'ZAR'],
  exchangeRates: { EUR: '1.08', GBP: '1.27', CAD: '0.73', AUD: '0.66', JPY: '0.0067', CHF: '1.12' },
  dealAmountFromLines: false,
  mergedIdsLeadOn: true,
  linksPerPage: 500,
  searchDelayMs: 0,
  burstLimit: 100,
  burstWindowMs: 10_000,
  searchPerSecond: 5,
  dailyLimit: 250_000,
  tokens: {},
  appId: 9001,
  subscriptions: [
    { subscriptionType: 'deal.propertyChange', propertyName: 'dealstage' },
    { subscriptionType: 'deal.creation' },
    { subscriptionType: 'deal.deletion' },
  ],
  retryDelaysMs: [25, 50, 100, 200],
  webhookTimeoutMs: 5_000,
  maxConcurrentWebhooks: 10,
  now: Date.now,
};
