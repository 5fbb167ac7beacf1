import { fieldOf } from '../books/record.js';
import type { Company } from '../company/company.js';
import { type Field, text } from './field.js';

/** A field of the record that another field of this record names, e.g. VENDORNAME by VENDORID. */
export function linkedField(object: string, from: string, field: string, type: typeof text = text): Field {
  return type({ computed: (record, company) => linked(company, object, fieldOf(record, from), field) });
}

function linked({ books }: Company, object: string, key: string, field: string): string {
  return books.find(object, key)?.[field] ?? '';
}
