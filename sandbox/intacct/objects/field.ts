import type { StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';

export type FieldType = 'TEXT' | 'INTEGER' | 'BOOLEAN' | 'DATE' | 'TIMESTAMP' | 'ENUM' | 'DECIMAL' | 'CURRENCY';

export interface FieldOptions {
  readonly label?: string;
  readonly required?: boolean;
  /** Refused by create and update. */
  readonly readOnly?: boolean;
  /** Set by create, refused to differ by update. */
  readonly immutable?: boolean;
  readonly maxLength?: number;
  /** Object whose user-facing key the value must be. */
  readonly reference?: string;
  /** Added by the company. */
  readonly custom?: boolean;
  /** Value used by create when none is sent. */
  readonly initial?: string;
  /** Derived when read instead of stored; `object` is the name of the record's object. */
  readonly computed?: (record: StoredRecord, company: Company, object: string) => string;
}

export interface Field extends FieldOptions {
  readonly type: FieldType;
  /** Enums: display value → stored letter. `query` compares the former, `readByQuery` the latter. */
  readonly values?: Readonly<Record<string, string>>;
  /** Dates and timestamps: how a stored one is written; default `mm/dd/yyyy HH:MM:SS`. */
  readonly format?: (stored: string) => string;
  /** Enums: several values at once, joined by `#~#`. */
  readonly several?: boolean;
}

export type Fields = Readonly<Record<string, Field>>;

export const text = (options: FieldOptions = {}): Field => ({ type: 'TEXT', ...options });
export const integer = (options: FieldOptions = {}): Field => ({ type: 'INTEGER', ...options });
export const boolean = (options: FieldOptions = {}): Field => ({ type: 'BOOLEAN', ...options });
export const date = (options: FieldOptions = {}): Field => ({ type: 'DATE', ...options });
export const timestamp = (options: FieldOptions = {}): Field => ({ type: 'TIMESTAMP', ...options });
export const decimal = (options: FieldOptions = {}): Field => ({ type: 'DECIMAL', ...options });
export const currency = (options: FieldOptions = {}): Field => ({ type: 'CURRENCY', ...options });
export const choice = (values: Readonly<Record<string, string>>, options: FieldOptions = {}): Field => ({
  type: 'ENUM',
  values,
  ...options,
});

const READ_ONLY = { readOnly: true } as const;

const OWNER: Fields = {
  MEGAENTITYID: text(READ_ONLY),
  MEGAENTITYNAME: text({
    ...READ_ONLY,
    computed: (record, { books }) => books.find('LOCATION', record.MEGAENTITYID ?? '')?.NAME ?? '',
  }),
  MEGAENTITYKEY: integer({
    ...READ_ONLY,
    computed: (record, { books }) => books.find('LOCATION', record.MEGAENTITYID ?? '')?.RECORDNO ?? '',
  }),
};

const MODIFIED: Fields = {
  RECORD_URL: text({
    ...READ_ONLY,
    computed: (record, _company, object) => `https://sandbox.invalid/ia/acct/ur.phtml?.r=${object}.${record.RECORDNO}`,
  }),
  WHENMODIFIED: timestamp(READ_ONLY),
  CREATEDBY: text(READ_ONLY),
  MODIFIEDBY: text(READ_ONLY),
};

/** System fields of master records. */
export const MASTER_FIELDS: Fields = {
  STATUS: choice({ active: 'T', inactive: 'F' }, { initial: 'active' }),
  WHENCREATED: timestamp(READ_ONLY),
  ...MODIFIED,
  ...OWNER,
};

/** System fields of transactions, whose own WHENCREATED is the document date. */
export const TRANSACTION_FIELDS: Fields = { AUWHENCREATED: timestamp(READ_ONLY), ...MODIFIED, ...OWNER };

export const RECORDNO: Fields = { RECORDNO: integer({ ...READ_ONLY, label: 'Record number' }) };

/** Human name of a field, used in errors and by `lookup`. */
export function labelOf(name: string, field: Field): string {
  return field.label ?? name;
}
