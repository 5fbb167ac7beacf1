/**
 * A record as the books keep it: upper-case field names, strings, only fields that have a value.
 * Dates are YYYY-MM-DD, timestamps YYYY-MM-DDTHH:MM:SS (UTC), money has two decimals, enums hold their display value.
 * Records never change; a change puts a new one in the old one's place, so a snapshot is a list of records.
 */
export type StoredRecord = Readonly<Record<string, string>>;

export function fieldOf(record: StoredRecord, field: string): string {
  return record[field] ?? '';
}
