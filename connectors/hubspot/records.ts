import { z } from 'zod';
import { CombinedBy } from './combined.js';
import { ErrorBody, partialFailure } from './errors.js';
import type { HubSpotHttp } from './http.js';
import { paths } from './paths.js';

/** A CRM record as it comes: every value is a string or null. */
export const CrmRecord = z.looseObject({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  url: z.string().optional(),
});
export type CrmRecord = z.output<typeof CrmRecord>;

const BatchRead = z.looseObject({ results: z.array(CrmRecord), errors: z.array(ErrorBody).optional() });

export interface RecordQuestion {
  readonly type: string;
  readonly properties: readonly string[];
  /** A unique property that `id` is a value of. Default: the record ID. */
  readonly idProperty?: string;
}

/** Reads records by ID, those of one moment in one batch. */
export class RecordReader {
  readonly #questions = new CombinedBy<CrmRecord | undefined>();

  constructor(private readonly http: HubSpotHttp) {}

  /** Undefined when HubSpot knows no such record. Throws when it says that it could not read it. */
  async read(question: RecordQuestion, id: string): Promise<CrmRecord | undefined> {
    const { type, idProperty = '' } = question;
    const properties = [...new Set(question.properties)].sort();
    const key = [type, idProperty, ...properties].join();
    const answer = await this.#questions.ask(key, id, (ids) => this.#batch({ ...question, properties }, ids));
    return answer;
  }

  /** HubSpot answers in any order, and with 207 where a part is missing. */
  async #batch({ type, properties, idProperty }: RecordQuestion, ids: readonly string[]) {
    const inputs = ids.map((id) => ({ id }));
    const body = { properties, propertiesWithHistory: [], inputs, ...(idProperty ? { idProperty } : {}) };
    const { results, errors = [] } = await this.http.call(BatchRead, {
      method: 'POST',
      path: paths.batchRead(type),
      body,
    });
    const nameOf = (record: CrmRecord) => (idProperty ? record.properties[idProperty]?.toLowerCase() : record.id);
    const found = new Map(results.map((record) => [nameOf(record), record]));
    return (id: string) => found.get(idProperty ? id.toLowerCase() : id) ?? missing(errors, id);
  }
}

/** Absent without a word, or as one that does not exist. Anything else that HubSpot says of it is a failure. */
function missing(errors: readonly ErrorBody[], id: string): undefined {
  const failed = errors
    .filter(({ category }) => category !== 'OBJECT_NOT_FOUND')
    .find(({ context }) => context?.ids === undefined || context.ids.includes(id));
  if (failed) throw partialFailure(failed);
  return undefined;
}
