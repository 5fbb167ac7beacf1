import type { CrmRecord, SearchFilter } from '../client.js';

/** One question to the search index: conditions that are added to the caller's own, in the order of a property. */
export type Ask = (
  filters: readonly SearchFilter[],
  sort: string,
  limit: number,
) => Promise<{ readonly records: readonly CrmRecord[]; readonly more: boolean }>;

export interface Page {
  readonly records: readonly CrmRecord[];
  /** Cursor of the next page, which may turn out to be empty; null after the last one. */
  readonly next: string | null;
}

/** Forms of the cursor: a record ID; a moment; or a moment and the last ID of the records that were changed in it. */
export const cursorForms = { key: /^\d+$/, modified: /^\d{13}(\/\d+)?$/ };

const key = 'hs_object_id';
const modified = 'hs_lastmodifieddate';

/**
 * Both orders go on behind the last record instead of counting places: HubSpot counts to 10,000 only, and places shift while
 * records change.
 */
export async function pageByKey(ask: Ask, since: number | undefined, after: string | undefined, limit: number) {
  const filters = [
    ...(since === undefined ? [] : [{ propertyName: modified, operator: 'GTE', value: String(since) }]),
    ...(after === undefined ? [] : [beyond(after)]),
  ];
  const { records, more } = await ask(filters, key, limit);
  return { records, next: more ? (records.at(-1)?.id ?? null) : null };
}

/**
 * By the time of the last change. Records of one moment have no order among themselves, so a page ends between two moments;
 * a moment that fills a page alone, as an import makes it, is read by record ID.
 */
export async function pageByModified(
  ask: Ask,
  since: number | undefined,
  after: string | undefined,
  limit: number,
): Promise<Page> {
  const [moment, lastId] = after?.split('/') ?? [];
  const rest = await restOf(ask, moment, lastId, limit);
  const room = limit - rest.records.length;
  if (rest.more || room === 0) return { records: rest.records, next: `${moment}/${rest.records.at(-1)?.id}` };

  const later = await ask(laterThan(moment, since), modified, room);
  const records = [...rest.records, ...later.records];
  if (!later.more) return { records, next: null };
  const cut = momentOf(later.records.at(-1));
  const whole = records.filter((record) => momentOf(record) < cut);
  const end = whole.at(-1);
  return end ? { records: whole, next: String(momentOf(end)) } : pageByModified(ask, since, `${cut}/0`, limit);
}

/** What is left of a moment that began on an earlier page. */
async function restOf(ask: Ask, moment: string | undefined, lastId: string | undefined, limit: number) {
  if (moment === undefined || lastId === undefined) return { records: [], more: false };
  const within = { propertyName: modified, operator: 'BETWEEN', value: moment, highValue: moment };
  return ask([within, beyond(lastId)], key, limit);
}

function laterThan(moment: string | undefined, since: number | undefined): SearchFilter[] {
  if (moment !== undefined) return [{ propertyName: modified, operator: 'GT', value: moment }];
  return since === undefined ? [] : [{ propertyName: modified, operator: 'GTE', value: String(since) }];
}

const beyond = (id: string): SearchFilter => ({ propertyName: key, operator: 'GT', value: id });

/** Epoch milliseconds. */
function momentOf(record: CrmRecord | undefined): number {
  return Date.parse(record?.properties[modified] ?? '');
}
