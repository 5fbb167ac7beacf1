/** A field that the company's administrator added to an object. */
export interface CustomField {
  readonly object: string;
  /** Integration name, upper case, e.g. RENEWAL_TIER. */
  readonly name: string;
  readonly label?: string;
  readonly type: 'text' | 'integer' | 'decimal' | 'currency' | 'date' | 'boolean' | 'picklist' | 'multipick';
  /** Of a pick list; values must be sent exactly so, several of a `multipick` joined by `#~#`. */
  readonly values?: readonly string[];
  readonly required?: boolean;
}

/** A custom object that lines can name under `GLDIM` + its integration name. */
export interface UserDefinedDimension {
  /** Integration name, upper case, e.g. REGION. */
  readonly object: string;
  readonly label: string;
  /** Names of its records when it comes into being; record numbers are given in this order from 1. */
  readonly records: readonly string[];
}

/** With `value` in dimension `dimension`, only these IDs of `restricted` are allowed on a line. */
export interface DimensionRestriction {
  readonly dimension: string;
  readonly value: string;
  readonly restricted: string;
  readonly allowed: readonly string[];
}

/** How the user wants dates and times; TIMESTAMP values and filters are in this offset. */
export interface UserFormatting {
  readonly locale: string;
  /** Separator and order of the parts, e.g. `/mdY`. */
  readonly dateformat: string;
  /** Hours east of GMT, e.g. `-8` or `5.5`. */
  readonly gmtoffset: string;
  readonly clock: '12' | '24';
}

/** Settings of masters, dimensions, custom fields, users and entities. Part of `CompanySettings`. */
export interface MasterSettings {
  /** Objects whose records are numbered when they come without an ID: PROJECT, EMPLOYEE, CONTRACT. */
  autoNumberedMasters: string[];
  /** Guess. Categories a project can have. */
  projectCategories: string[];
  /** Guess. Whether terms and customer and vendor types can be written by the generic functions. */
  genericTermAndTypeWrites: boolean;
  customFields: CustomField[];
  userDefinedDimensions: UserDefinedDimension[];
  /** Guess. Whether a user-defined dimension may be named in a legacy custom-field slot by its record's name. */
  legacyDimensionNames: boolean;
  dimensionRestrictions: DimensionRestriction[];
  userFormatting: UserFormatting;
  /** Entities the web-services user may use; `null`: all. */
  userEntities: string[] | null;
  /** Whether the user may work at top level. */
  topLevelAccess: boolean;
  /** Guess. Whether a record can be changed by generic update and delete only from the entity that owns it. */
  changesFrom: 'owner' | 'anywhere';
  /** Guess. Whether read, readByName and retrievepdf, which know no showprivate, reach entities' private records from top level. */
  readShowsPrivate: boolean;
  /** Guess. Whether a whole contact sent with a document may bear the name of one that exists, which is used as it is then. */
  existingContacts: 'use' | 'refuse';
  /** Where entities owe each other when the lines of a document lie in several. */
  interEntityAccounts: { receivable: string; payable: string };
  /** Rights per policy, e.g. `{ Customers: ['List', 'View'] }`. Policies that are not listed are wholly granted. */
  userRights: Record<string, string[]>;
  /** Without it AUDITHISTORY is refused by an error without a number. */
  auditHistoryAllowed: boolean;
  /** Guess. How AUDITHISTORY names a record of an object: by RECORDNO (default), `RECORDNO--REC`, or its user-facing ID. */
  auditObjectKeys: Record<string, 'recordno' | 'recordno--rec' | 'id'>;
  /** Guess. Whether what a customer owes moves the customer's WHENMODIFIED. */
  balancesMoveWhenModified: boolean;
}

export function defaultMasterSettings(): MasterSettings {
  return {
    autoNumberedMasters: [],
    projectCategories: ['Contract', 'Capitalized', 'Internal Billable', 'Internal Non-Billable'],
    genericTermAndTypeWrites: false,
    customFields: [],
    userDefinedDimensions: [],
    legacyDimensionNames: true,
    dimensionRestrictions: [],
    userFormatting: { locale: 'en_US.UTF-8', dateformat: '/mdY', gmtoffset: '0', clock: '24' },
    userEntities: null,
    topLevelAccess: true,
    changesFrom: 'owner',
    readShowsPrivate: false,
    existingContacts: 'use',
    interEntityAccounts: { receivable: '1900', payable: '2900' },
    userRights: {},
    auditHistoryAllowed: true,
    auditObjectKeys: { VENDOR: 'id' },
    balancesMoveWhenModified: false,
  };
}
