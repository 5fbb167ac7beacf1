import { z } from 'zod';
import { defineAction } from '../action.js';
import { childOf, childrenOf, textOf } from '../gateway/reply.js';
import { documentation, RecordKey } from './fields.js';
import { checksOf, entitiesOf } from './metadata-connection.js';
import { deletionsPage } from './metadata-deleted.js';
import { describe } from './metadata-lookup.js';

const platform = `${documentation('platform-services')}/`;
const company = `${documentation('company-console')}/`;

const ObjectName = z
  .string()
  .regex(/^[A-Za-z_]\w*$/, 'must be an object name, such as "ARINVOICE"')
  .describe('Intacct’s name of the object, such as "ARINVOICE".');

export const describeObject = defineAction({
  summary: 'Describe the fields and relationships of any object, custom ones included.',
  details:
    'Says what the company has, whether or not the user may use it. Answers are kept for ten minutes. The lines of ' +
    'documents are objects of their own, such as ARINVOICEITEM.',
  effect: 'read',
  source: `${platform}objects/#get-object-definition`,
  permissions: [],
  errors: ['object_unknown'],
  input: z.strictObject({
    object: ObjectName,
    documentType: z.string().optional().describe('For the custom fields of an Order Entry definition: its name.'),
  }),
  output: z.looseObject({
    object: z.string(),
    fields: z.array(
      z.looseObject({
        id: z.string().describe('Intacct’s name of the field.'),
        label: z.string(),
        type: z
          .string()
          .describe('text, integer, decimal, currency, percent, boolean, date, timestamp, enum, sequence.'),
        required: z.boolean(),
        readOnly: z.boolean(),
        custom: z.boolean(),
        choices: z.array(z.string()).describe('Words of an enum; empty for other types.'),
      }),
    ),
    relationships: z.array(
      z.looseObject({ path: z.string(), object: z.string(), label: z.string(), type: z.string(), by: z.string() }),
    ),
  }),
  example: { input: { object: 'CUSTOMER' } },
}).run(async ({ object, documentType }, intacct) => {
  const { fields, relationships, ...described } = await describe(intacct, object, documentType);
  return {
    ...described,
    fields: fields.map((field) => ({ ...field, choices: [...field.choices] })),
    relationships: relationships.map((each) => ({ ...each })),
  };
});

export const listObjects = defineAction({
  summary: 'List the names of all objects that the company has.',
  effect: 'read',
  source: `${platform}objects/#list-objects`,
  permissions: [],
  input: z.strictObject({}),
  output: z.looseObject({ objects: z.array(z.looseObject({ object: z.string(), label: z.string() })) }),
  example: { input: {} },
}).run(async (_, intacct) => {
  const { data } = await intacct.execute({ name: 'inspect', body: { object: '*' } });
  const types = childrenOf(data.node, 'type');
  return { objects: types.map((type) => ({ object: textOf(type, '@typename'), label: textOf(type, '#text') })) };
});

export const getUserPermissions = defineAction({
  summary: 'List what a user may do, by application and kind of record.',
  details: 'Without a user: what the connection’s own user may do.',
  effect: 'read',
  source: `${company}users/#list-user-permissions`,
  permissions: ['Company / Users / View'],
  errors: ['reference_unknown', 'permission_missing'],
  input: z.strictObject({ userId: z.string().min(1).optional().describe('User ID as at sign-in.') }),
  output: z.looseObject({
    userId: z.string(),
    permissions: z.array(
      z.looseObject({
        application: z.string(),
        policy: z.string().describe('Kind of record or activity, such as "Customers".'),
        rights: z.array(z.string()).describe('Such as "List", "View", "Add", "Edit" and "Delete".'),
      }),
    ),
  }),
  example: { input: {} },
}).run(async ({ userId = '' }, intacct) => {
  const user = userId || intacct.account.userId;
  const { data } = await intacct.execute({ name: 'getUserPermissions', body: { userId: user } });
  const applications = childrenOf(childOf(data.node, 'permissions'), 'appSubscription');
  const permissions = applications.flatMap((application) =>
    childrenOf(childOf(application, 'policies'), 'policy').map((policy) => ({
      application: textOf(application, 'applicationName'),
      policy: textOf(policy, 'policyName'),
      rights: textOf(policy, 'rights').split('|').filter(Boolean),
    })),
  );
  return { userId: user, permissions };
});

export const listUserEntities = defineAction({
  summary: 'List the entities that the connection’s user may work in.',
  effect: 'read',
  source: `${company}entities/#list-entity-details`,
  permissions: ['Company / Locations / List'],
  input: z.strictObject({}),
  output: z.looseObject({
    entities: z.array(
      z.looseObject({ key: RecordKey, id: z.string(), name: z.string(), currency: z.string().nullable() }),
    ),
  }),
  example: { input: {} },
}).run(async (_, intacct) => ({ entities: await entitiesOf(intacct) }));

export const listDeleted = defineAction({
  summary: 'List records that were deleted since a time, a page at a time, from the audit trail.',
  details:
    'Needs permission to view the audit trail. Give `next` as `after` for the page that follows; to go on another ' +
    'day, ask again since the last `deletedAt` less two hours and skip the `id`s that you know: entries may appear late.',
  effect: 'read',
  source: `${company}audit-trail/`,
  permissions: ['Company / Audit trail / List', 'Platform Services / Custom reports / View'],
  errors: ['permission_missing'],
  input: z.strictObject({
    object: ObjectName.optional(),
    since: z.iso.datetime({ offset: true, message: 'must be a time, such as "2026-01-05T09:00:00Z"' }),
    limit: z.int().min(1).max(2000).default(100).describe('Records per page, 1 to 2000.'),
    after: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\/.+$/, 'must be `next` of the page before')
      .optional()
      .describe('`next` of the page before.'),
  }),
  output: z.looseObject({
    records: z.array(
      z.looseObject({
        id: z.string().describe('Of the entry in the audit trail.'),
        object: z.string(),
        key: z.string().describe('Record number; for some objects the ID, whichever Intacct notes.'),
        objectKey: z.string().describe('As Intacct notes it.'),
        deletedAt: z.string(),
        userId: z.string().nullish(),
        source: z.string().nullish().describe('"api", "csv", "system" or "ui".'),
      }),
    ),
    next: z.string().nullable(),
  }),
  example: {
    given: [
      { as: 'customer', action: 'createCustomer', input: { id: 'C-DEL', name: 'Gone Tomorrow Ltd.' } },
      { as: 'deleted', action: 'deleteCustomer', input: { id: 'C-DEL' } },
    ],
    input: { object: 'CUSTOMER', since: '2026-01-01T00:00:00Z' },
  },
}).run(async (asked, intacct) => deletionsPage(intacct, asked));

export const testConnection = defineAction({
  summary: 'Find out whether the connection works and who it is to Intacct.',
  details:
    'Reports what is wrong instead of failing: refused credentials, an unreachable gateway, preferences of the user ' +
    'that make dates unreadable. Changes nothing.',
  effect: 'read',
  source: `${company}api-sessions/`,
  permissions: ['Company / Users / View', 'Company / Locations / List'],
  input: z.strictObject({}),
  output: z.looseObject({
    ok: z.boolean().describe('Whether every check went well.'),
    companyId: z.string(),
    userId: z.string(),
    entityId: z.string().nullable().describe('Null: the top level.'),
    endpoint: z.string().nullable().describe('Where requests go since the sign-in; null when it was refused.'),
    checks: z.array(
      z.looseObject({
        name: z.string(),
        ok: z.boolean(),
        code: z.string().nullable().describe('Name of the cause; null when all is well.'),
        why: z.string(),
        advice: z.string().nullable(),
      }),
    ),
  }),
  example: { input: {} },
}).run(async (_, intacct) => {
  const checks = await checksOf(intacct);
  const { companyId, userId, entityId = null } = intacct.account;
  const signedIn = checks[0]?.ok ?? false;
  const endpoint = signedIn ? ((await intacct.sessionEndpoint()) ?? null) : null;
  return {
    ok: checks.every(({ ok }) => ok),
    companyId,
    userId,
    entityId,
    endpoint,
    checks: checks.map((check) => ({ ...check })),
  };
});
