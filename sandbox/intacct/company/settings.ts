import { defaultEventSettings, type EventSettings } from './settings-events.js';
import { defaultMasterSettings, type MasterSettings } from './settings-masters.js';
import { defaultOrderEntrySettings, type OrderEntrySettings } from './settings-order-entry.js';
import { defaultPayableSettings, type PayableSettings } from './settings-payables.js';
import { defaultReceivableSettings, type ReceivableSettings } from './settings-receivables.js';

/**
 * How this company, its web-services user and its gateway are configured. All may change while the sandbox runs.
 * Settings marked "guess" stand for behaviour that no public source tells; code under test must cope with each value.
 */
export interface CompanySettings
  extends OrderEntrySettings,
    EventSettings,
    MasterSettings,
    PayableSettings,
    ReceivableSettings {
  /** Currency of the books. */
  baseCurrency: string;
  /** Base-currency value of one unit, per foreign currency: the "Intacct Daily Rate" of every day. */
  exchangeRates: Record<string, string>;
  /** Lines may name an entity's location, and reads distinguish entities. */
  multiEntity: boolean;
  /** Refuse transaction lines without a location at top level. Real multi-entity companies do; off keeps first steps simple. */
  requireLineLocation: boolean;
  /** AR lines must name an account label instead of an account number. */
  accountLabels: boolean;
  /** Number customers that come without an ID. */
  autoNumberCustomers: boolean;
  /** Number invoices that come without a number. */
  autoNumberInvoices: boolean;
  /** A customer's display contact (with its "print as" name) must be sent, as documented. */
  requireDisplayContact: boolean;
  /** Last day (YYYY-MM-DD) of the closed periods; empty: none is closed. */
  closedThrough: string;
  /** `user-specified` demands a batch key or summary name with every AR payment. */
  arPaymentSummaries: 'daily' | 'monthly' | 'user-specified';
  /** Control accounts used where a document names none. */
  accounts: { receivable: string; discount: string; exchangeGainLoss: string };

  /** Life of a session since its last successful use. */
  sessionMinutes: number;
  /** Operations the web-services user lacks, e.g. `QUERY CUSTOMER`, `CREATE_INVOICE`, `CREATE CUSTOMER`. */
  deniedOperations: string[];
  /** Whether the sender is on the company's web-services authorisation list. */
  senderAuthorised: boolean;
  /** The company is a trial whose time is over: every request for it is refused. */
  companyExpired: boolean;
  /** Answer wrong credentials in the application's dialect (200, XL03000006) or the front gateway's (401, XMLGW_JPP0002). */
  credentialFailures: 'application' | 'gateway';
  /** More requests than this at once are answered 429 GW-0010; `null`: no limit. */
  concurrentRequests: number | null;
  /** More requests than this within 60 seconds are answered 429 GW-0010; `null`: no limit. */
  requestsPerMinute: number | null;
  /** More functions than this in one request are refused with XMLGW_JPP0001; `null`: no limit. Guess. */
  functionsPerRequest: number | null;

  /** Guess. Code of the failure for a function control ID that was used before. */
  duplicateControlIdCode: string;
  /** Guess. Whether a function that was refused uses up its control ID. */
  refusedFunctionsUseControlId: boolean;
  /** Guess. Whether functions behind a failed one in a transaction get a result. */
  resultsAfterAbort: 'none' | 'aborted';
  /** Guess. Status of the guilty function in a transaction of several functions; both were seen. Alone it is `aborted`. */
  guiltyFunctionStatus: 'failure' | 'aborted';
  /** Code of "Invalid Customer 'C9' specified."; a public capture shows the wrapper's own code. */
  invalidReferenceCode: string;
  /** Guess. What generic create and update do about fields the object does not have. */
  unknownFields: 'refuse' | 'ignore';
  /** Guess. Whether `<action>Submit</action>` on an invoice that is posted already is refused. */
  resubmitPosted: 'accept' | 'refuse';
  /** Guess. `false`: WHENMODIFIED stays empty until the first change. */
  whenModifiedOnCreate: boolean;
  /** Guess. `twice` sends `&amp;#039;`, so that clients see `&#039;` in error texts. */
  errorTextEntities: 'once' | 'twice';
}

export function defaultSettings(): CompanySettings {
  return {
    ...defaultEventSettings(),
    ...defaultMasterSettings(),
    ...defaultPayableSettings(),
    ...defaultOrderEntrySettings(),
    ...defaultReceivableSettings(),
    baseCurrency: 'USD',
    exchangeRates: { EUR: '1.08', GBP: '1.27', CAD: '0.74' },
    multiEntity: true,
    requireLineLocation: false,
    accountLabels: false,
    autoNumberCustomers: true,
    autoNumberInvoices: true,
    requireDisplayContact: true,
    closedThrough: '',
    arPaymentSummaries: 'daily',
    accounts: { receivable: '1100', discount: '4100', exchangeGainLoss: '4900' },
    sessionMinutes: 720,
    deniedOperations: [],
    senderAuthorised: true,
    companyExpired: false,
    credentialFailures: 'application',
    concurrentRequests: null,
    requestsPerMinute: null,
    functionsPerRequest: null,
    duplicateControlIdCode: 'XL03000008',
    refusedFunctionsUseControlId: false,
    resultsAfterAbort: 'none',
    guiltyFunctionStatus: 'failure',
    invalidReferenceCode: 'BL01001973',
    unknownFields: 'refuse',
    resubmitPosted: 'refuse',
    whenModifiedOnCreate: true,
    errorTextEntities: 'once',
  };
}
