import { z } from 'zod';
import type { Example } from '../../action.js';
import { defineAction } from '../action.js';
import { equal } from '../gateway/query.js';
import type { Field } from '../shapes/field.js';
import { changes, optional, required, type Shape } from '../shapes/shape.js';
import { CustomFields } from './fields.js';
import { listAction } from './list-action.js';
import type { Right } from './permissions.js';
import {
  created,
  createRecordOf,
  customFieldNames,
  customFieldsOf,
  customFieldValues,
  recordById,
  updated,
  updateRecordOf,
} from './record-actions.js';

type Fields = Readonly<Record<string, Field>>;

/** A kind of record, in words and by the field that people know a record by. */
interface Kind<Id> {
  /** With its article: `an employee`. */
  readonly one: string;
  readonly many: string;
  /** `id` of most; `accountNumber` of accounts, `name` of terms. */
  readonly by: Id;
  readonly source: string;
  readonly may: (...rights: readonly Right[]) => readonly string[];
}

interface Told {
  readonly details?: string;
  readonly errors?: readonly string[];
  readonly example: Example;
}

/** Actions of records that Intacct's generic functions read and write, and that have an ID of their own. */
export function mastersOf<F extends Fields, const Id extends keyof F & string>(shape: Shape<F>, kind: Kind<Id>) {
  const { one, many, by, source, may } = kind;
  const idPath = shape.fields[by]?.wire?.path ?? '';

  return {
    /** @param known ID of a record for the example. */
    get: (known: string) =>
      defineAction({
        summary: `Read ${one}.`,
        effect: 'read',
        source,
        permissions: may('View'),
        errors: ['record_not_found'],
        input: z.strictObject({ ...required(shape, by), customFields: customFieldNames }),
        output: shape.output.extend({ customFields: customFieldValues }),
        example: { input: { [by]: known } } as never,
      }).run(async (input, intacct) => {
        const { [by]: id, customFields } = input as Readonly<Record<string, unknown>>;
        const record = await recordById(intacct, shape.object, String(id), by, idPath);
        return {
          ...shape.from(record),
          ...customFieldsOf(record, customFields as readonly string[] | undefined),
        } as never;
      }),

    list: <const K extends keyof F & string>(filters: readonly K[], example: { readonly [Name in K]?: unknown }) =>
      listAction(shape, {
        summary: `List ${many}, a page at a time.`,
        source,
        permissions: may('List'),
        by: filters,
        example: { input: { ...example, limit: 10 } },
      }),

    /** @param name Field whose value, besides the ID, tells a record of ours from a stranger's. */
    create: <const R extends keyof F & string, const O extends keyof F & string>(
      name: R & keyof F & string,
      { needs, takes, example, ...told }: Told & { readonly needs: readonly R[]; readonly takes: readonly O[] },
    ) =>
      defineAction(
        {
          summary: `Create ${one}.`,
          ...told,
          effect: 'create',
          source,
          permissions: may('Add', 'List'),
          errors: ['record_exists', 'reference_unknown', ...(told.errors ?? [])],
          input: z.strictObject({
            ...required(shape, ...needs),
            ...optional(shape, ...takes),
            customFields: CustomFields.optional(),
          }),
          output: created,
          example: example as never,
        },
        by,
      ).run(async (input, intacct) => {
        const values = input as Readonly<Record<string, unknown>>;
        const [[path, value] = ['', '']] = shape.fields[name]?.write(values[name] as never) ?? [];
        return createRecordOf(intacct, shape, values, { idPath, same: equal(path, value) });
      }),

    update: <const K extends keyof F & string>({ takes, example, ...told }: Told & { readonly takes: readonly K[] }) =>
      defineAction(
        {
          summary: `Change ${one}.`,
          ...told,
          details: `Fields that are left out stay, null empties a field. ${told.details ?? ''}`.trim(),
          effect: 'update',
          source,
          permissions: may('Edit', 'View'),
          errors: ['record_not_found', 'reference_unknown', ...(told.errors ?? [])],
          input: z.strictObject({
            ...required(shape, by),
            ...changes(shape, ...takes),
            customFields: CustomFields.optional(),
          }),
          output: updated,
          example: example as never,
        },
        by,
      ).run(async (input, intacct) => {
        const { [by]: id, ...values } = input as Readonly<Record<string, unknown>>;
        return updateRecordOf(intacct, shape, String(id), values, idPath);
      }),
  };
}
