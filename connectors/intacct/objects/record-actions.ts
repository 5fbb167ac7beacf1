import { z } from 'zod';
import type { Example } from '../../action.js';
import { ConnectorError } from '../../errors.js';
import { defineAction } from '../action.js';
import type { IntacctClient } from '../client.js';
import { allOf, equal, type Filter } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import type { Recognition } from '../once.js';
import { type Shape, wireFields } from '../shapes/shape.js';
import { adopted, type CustomFields, customFieldSiblings, RecordKey, text } from './fields.js';
import { createdSince, findAll } from './recognition.js';

/**
 * What actions on records share whose object Intacct reads, creates, updates and deletes in the generic way. Documents with
 * functions of their own (`create_invoice`, …) take from here what fits.
 */

/** Input of a read: further fields to return. */
export const customFieldNames = z
  .array(z.string().regex(/^[A-Za-z_]\w*$/, 'must be a field’s integration name'))
  .optional()
  .describe('Integration names of custom fields to return.');

export const customFieldValues = z
  .record(z.string(), z.string())
  .optional()
  .describe('The custom fields that were asked for.');

/** The asked custom fields of a record, for its output. */
export function customFieldsOf(record: IntacctRecord, names: readonly string[] | undefined) {
  return names ? { customFields: Object.fromEntries(names.map((name) => [name, text(record, name)])) } : {};
}

/** Result of a create. */
export const created = z.looseObject({ key: RecordKey, id: z.string(), adopted });

/** Result of an update. */
export const updated = z.looseObject({ key: RecordKey, id: z.string() });

/** Result of a delete. */
export const deleted = z.looseObject({ deleted: z.boolean().describe('False when it was already gone.') });

/** The record with this ID, or `not_found`, which names the input's `field`. `idPath` is the ID's field in Intacct. */
export async function recordById(
  intacct: IntacctClient,
  object: string,
  id: string,
  field = 'id',
  idPath?: string,
): Promise<IntacctRecord> {
  const byKey = idPath === 'RECORDNO';
  const record = byKey ? await intacct.read(object, id) : await intacct.readByName(object, id, idPath);
  if (record) return record;
  throw notFound(object, field, id);
}

/** The record with this record number, or `not_found`. */
export async function recordByKey(intacct: IntacctClient, object: string, key: string): Promise<IntacctRecord> {
  const record = await intacct.read(object, key);
  if (record) return record;
  throw notFound(object, 'key', key);
}

export function notFound(object: string, field: string, value: string): ConnectorError {
  return new ConnectorError({
    kind: 'not_found',
    code: 'record_not_found',
    message: `${object} ${field === 'key' ? 'record number ' : ''}"${value}" does not exist, or the user may not see it.`,
    advice: 'Check it, and whether the record belongs to another entity than the connection.',
    details: { field, object, value },
  });
}

type Created = z.output<typeof created>;

/** Values by our names, custom fields by theirs. */
export type RecordValues = Readonly<Record<string, unknown>> & {
  readonly customFields?: z.output<typeof CustomFields> | undefined;
};

/**
 * Creates a record with an ID that people choose or Intacct numbers. Recognised by the ID where one is given, else by the
 * values that `same` names, created since.
 *
 * @param same Filter that this record meets and a stranger's most likely not: its name, its parent.
 */
export async function createRecordOf(
  intacct: IntacctClient,
  shape: Shape,
  values: RecordValues,
  { idPath, same }: { readonly idPath: string; readonly same: Filter },
): Promise<Created> {
  const { customFields, ...standard } = values;
  const body = { ...shape.body(standard), ...customFieldSiblings(customFields) };
  const id = body[idPath];
  const find = (identity: Filter) => findAll(intacct, shape.object, ['RECORDNO', idPath], allOf(identity, same));
  const recognition: Recognition =
    typeof id === 'string'
      ? { by: 'number', object: shape.object, find: () => find(equal(idPath, id)) }
      : { by: 'values', object: shape.object, find: (since) => find(createdSince(since, 'WHENCREATED')) };
  const { record, adopted } = await intacct.write({ name: 'create', body: { [shape.object]: body } }, recognition);
  return { key: text(record, 'RECORDNO'), id: text(record, idPath) || (typeof id === 'string' ? id : ''), adopted };
}

/**
 * Changes a record, found by its ID: absent values stay, null empties a field. The same change again does nothing.
 */
export async function updateRecordOf(
  intacct: IntacctClient,
  shape: Shape,
  id: string,
  values: RecordValues,
  idPath: string,
): Promise<{ key: string; id: string }> {
  const { customFields, ...standard } = values;
  const field = wireFields(shape.fields).find(({ wire }) => wire.path === idPath)?.name;
  const key = text(await recordById(intacct, shape.object, id, field, idPath), 'RECORDNO');
  const body = { [idPath]: id, ...shape.body(standard), ...customFieldSiblings(customFields) };
  const changed = async () => {
    const record = await recordById(intacct, shape.object, id, field, idPath);
    return holdsAll(shape, record, values) ? [record] : [];
  };
  await intacct.write({ name: 'update', body: { [shape.object]: body } }, { by: 'effect', find: changed });
  return { key, id };
}

/** Whether a record that was read in full has these values already. */
export function holdsAll(shape: Shape, record: IntacctRecord, { customFields, ...standard }: RecordValues): boolean {
  const custom = Object.entries(customFieldSiblings(customFields));
  return custom.every(([name, value]) => text(record, name) === value) && shape.holds(record, standard);
}

/** What an action needs besides what its factory knows. */
export interface Described {
  readonly summary: string;
  readonly details?: string;
  readonly source: string;
  readonly permissions: readonly string[];
  readonly errors?: readonly string[];
}

/** Deletes by ID or record number, whichever is given. */
export function deleteAction(
  object: string,
  { example, ...described }: Described & { readonly example: Example<{ id?: string; key?: string }> },
) {
  return defineAction({
    ...described,
    effect: 'delete',
    input: z
      .strictObject({ id: z.string().min(1).optional(), key: RecordKey.optional() })
      .refine(({ id, key }) => (id === undefined) !== (key === undefined), 'needs either id or key'),
    output: deleted,
    example,
  }).run(async ({ id = '', key }, intacct) => {
    const found = key ?? text((await intacct.readByName(object, id)) ?? {}, 'RECORDNO');
    return found ? intacct.deleteRecord(object, found) : { deleted: false };
  });
}
