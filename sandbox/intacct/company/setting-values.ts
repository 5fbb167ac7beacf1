import { z } from 'zod';
import { type CompanySettings, defaultSettings } from './settings.js';

const text = z.string();
const count = z.int().positive().nullable();
const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'must be a decimal number in quotes');

const SUMMARIES = ['daily', 'monthly', 'user-specified'] as const;

/** The words that a setting may be. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  apBillSummaries: SUMMARIES,
  arInvoiceSummaries: SUMMARIES,
  arMatching: ['open-item', 'balance-forward'],
  arPaymentSummaries: SUMMARIES,
  changesFrom: ['owner', 'anywhere'],
  credentialFailures: ['application', 'gateway'],
  customerTotalDue: ['invoices', 'invoices-and-memos', 'balance'],
  errorTextEntities: ['once', 'twice'],
  existingContacts: ['use', 'refuse'],
  guiltyFunctionStatus: ['failure', 'aborted'],
  missingUnit: ['refuse', 'first'],
  payerOverpayments: ['accept', 'refuse'],
  resubmitPosted: ['accept', 'refuse'],
  resultsAfterAbort: ['none', 'aborted'],
  unknownFields: ['refuse', 'ignore'],
  vendorOnHold: ['payments', 'bills-and-payments'],
  webhookContextHeader: ['x-clientcontext', 'X-Trusted-Context'],
  webhookIdempotencyHeader: ['X-IdempotencyKey', 'Idempotency-Key'],
};

/** Settings that allow less than their default's type tells. All others follow their default. */
const NARROWER: Partial<Record<keyof CompanySettings, z.ZodType>> = {
  baseCurrency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency code'),
  exchangeRates: z.record(z.string(), decimal),
  closedThrough: z.union([z.literal(''), z.iso.date()]),
  accounts: z.looseObject({ receivable: text, discount: text, exchangeGainLoss: text }),
  sessionMinutes: z.number().positive(),
  concurrentRequests: count,
  requestsPerMinute: count,
  functionsPerRequest: count,
  webhookRetryDelaysMs: z.array(z.number().min(0)),
  eventTimeoutMs: z.number().positive(),
  autoNumberedMasters: z.array(text),
  customFields: z.array(z.looseObject({ object: text, name: text, type: text })),
  userDefinedDimensions: z.array(z.looseObject({ object: text, label: text, records: z.array(text) })),
  dimensionRestrictions: z.array(
    z.looseObject({ dimension: text, value: text, restricted: text, allowed: z.array(text) }),
  ),
  userFormatting: z.looseObject({ locale: text, dateformat: text, gmtoffset: text, clock: z.enum(['12', '24']) }),
  userEntities: z.array(text).nullable(),
  interEntityAccounts: z.looseObject({ receivable: text, payable: text }),
  userRights: z.record(z.string(), z.array(text)),
  auditObjectKeys: z.record(z.string(), z.enum(['recordno', 'recordno--rec', 'id'])),
};

/** Reads settings that come from outside. Throws an error that names each unknown setting and each wrong value. */
export function checkedSettings(sent: unknown): Partial<CompanySettings> {
  const defaults = Object.entries(defaultSettings());
  const shape = Object.fromEntries(
    defaults.map(([name, value]) => [name, schemaOf(name as keyof CompanySettings, value).optional()]),
  );
  const result = z.strictObject(shape).safeParse(sent);
  if (result.success) return result.data as Partial<CompanySettings>;
  throw new Error(`Wrong settings. ${result.error.issues.map(problem).join(' ')}`);
}

function schemaOf(name: keyof CompanySettings, value: unknown): z.ZodType {
  const choice = CHOICES[name];
  return choice ? z.enum(choice) : (NARROWER[name] ?? like(value));
}

/** Accepts what looks like this default, as far as it tells: an empty list or `null` says nothing of what may stand there. */
function like(value: unknown): z.ZodType {
  if (Array.isArray(value)) return z.array(value.length === 0 ? z.unknown() : like(value[0]));
  if (typeof value === 'boolean') return z.boolean();
  if (typeof value === 'number') return z.number();
  if (typeof value === 'string') return z.string();
  return value === null ? z.unknown() : z.record(z.string(), z.unknown());
}

function problem(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return `${issue.path.join('.') || 'They'}: ${issue.message}.`;
  return `Unknown: ${[...issue.path, issue.keys.join(', ')].join('.')}.`;
}
