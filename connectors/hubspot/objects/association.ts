import { z } from 'zod';
import { defineAction } from '../action.js';
import { documentation, recordId } from './fields.js';

const ObjectTypeName = z
  .string()
  .regex(/^([a-z][a-z0-9_]*|\d+-\d+|p\d*_\w+)$/, 'must be an object type, such as "deals", "0-3" or "2-1234567"');

export const listAssociations = defineAction({
  summary: 'List the records of one type that a record is associated with.',
  details:
    'Takes HubSpot’s own and custom object types, by name or by type ID, and returns all of them, however many pages HubSpot ' +
    'makes of it. A record that does not exist has none.',
  effect: 'read',
  source: documentation('crm-associations-v4'),
  permissions: ['crm.objects.deals.read', 'Read scope of the object type'],
  example: { input: { from: 'deals', id: '5001', to: 'companies' } },
  input: z.strictObject({
    from: ObjectTypeName.describe('Type of the record, such as `deals`.'),
    id: recordId('record', '5001'),
    to: ObjectTypeName.describe('Type of the records that are wanted, such as `companies`.'),
  }),
  output: z.looseObject({
    associations: z.array(
      z.looseObject({
        id: z.string(),
        types: z
          .array(z.looseObject({ category: z.string(), typeId: z.number(), label: z.string().nullish() }))
          .describe('A primary company has two: one labelled `Primary`, one without a label.'),
      }),
    ),
  }),
}).run(async ({ from, id, to }, hubspot) => ({
  associations: (await hubspot.links(from, id, to)).map((link) => ({ ...link, types: [...link.types] })),
}));
