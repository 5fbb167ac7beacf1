import { z } from 'zod';
import { ConnectorError } from '../../errors.js';
import { defineAsIs } from '../action.js';
import type { IntacctClient } from '../client.js';
import type { GatewayFunction } from '../gateway/envelope.js';
import type { Recognition } from '../once.js';
import { mustBeDecided, recognitionOf } from './any-record-recognition.js';
import { checkedValues, elementFrom, FieldValues } from './any-record-values.js';
import { adopted, text } from './fields.js';

const Recognise = z.strictObject({
  object: z.string().regex(/^[A-Za-z_]\w*$/, 'must be an object name, such as "ARINVOICE"'),
  where: FieldValues.describe('What the record is like that this write leaves: fields and their values.'),
  unique: z.string().optional().describe('The field of `where` that Intacct keeps unique, if one is.'),
});

const FunctionName = z
  .string()
  .regex(/^[A-Za-z_]\w*$/, 'must be a function name, such as "get_list"')
  // Sessions are the connector's own business, and a session ID must not end up in a history.
  .refine((name) => !/session|auth|login|password|token/i.test(name), 'signs in, which the connector does itself');

export const rawFunction = defineAsIs({
  summary: 'Send any function of Intacct’s XML gateway, written as JSON.',
  details:
    'For what no other action does. The order of `body` is the order in XML, which functions in lower case insist on; ' +
    'a name that begins with @ is an attribute. A `read` is repeated freely. A `write` is sent once: if its answer is ' +
    'lost, its record is looked for where `recognise` says how, and without that a person must decide.',
  // What the caller makes of it.
  effect: 'update',
  source: 'https://developer.intacct.com/web-services/functions/',
  permissions: ['Whatever the function needs'],
  errors: ['invalid_input', 'request_malformed', 'outcome_needs_decision'],
  input: z
    .strictObject({
      name: FunctionName,
      effect: z.enum(['read', 'write']).describe('Whether it changes anything in Intacct.'),
      attributes: z.record(z.string(), z.string()).default({}),
      body: FieldValues.default({}).describe('Elements by name; null is an empty one, an array repeats it.'),
      recognise: Recognise.optional(),
    })
    .refine(({ name, effect }) => effect === 'write' || /^(get|read|query|lookup|inspect|retrieve)/i.test(name), {
      message: 'must be "write": only functions that get, read, query, look up, inspect or retrieve are safe to repeat',
      path: ['effect'],
    }),
  output: z.looseObject({
    key: z.string().nullable().describe('Record number or ID that the function answers with.'),
    records: z.array(z.record(z.string(), z.unknown())).describe('Of a list; of a write the keys of its record.'),
    data: z.unknown().optional().describe('Of a read that returns no list: its data as JSON.'),
    adopted: adopted.optional(),
  }),
  example: {
    input: { name: 'get_list', effect: 'read', attributes: { object: 'customer', maxitems: '2' } },
  },
}).run(async ({ name, effect, attributes, body, recognise }, intacct) => {
  const call = { name, attributes, body: elementFrom(body) };
  return effect === 'read' ? readWith(intacct, call) : writeWith(intacct, call, recognise);
});

async function readWith(intacct: IntacctClient, call: GatewayFunction) {
  const { key = null, data } = await intacct.execute(call);
  const isList = typeof data.node === 'object' && '@listtype' in data.node;
  return {
    key,
    ...(isList ? { records: data.records.map((each) => ({ ...each })) } : { records: [], data: data.node }),
  };
}

async function writeWith(
  intacct: IntacctClient,
  call: GatewayFunction,
  recognise: z.output<typeof Recognise> | undefined,
) {
  const recognition = recognise ? await recognitionBy(intacct, recognise) : nothingRecognises;
  const { record, adopted } = await intacct.write(call, recognition);
  return { key: text(record, 'RECORDNO') || null, records: [{ ...record }], adopted };
}

async function recognitionBy(intacct: IntacctClient, { object, where, unique }: z.output<typeof Recognise>) {
  const wanted = await checkedValues(intacct, object, where, 'filter');
  if (wanted.complete) return recognitionOf(intacct, object, wanted, unique);
  throw new ConnectorError({
    kind: 'invalid_input',
    message: `rawFunction: recognise.where takes plain values of fields of ${object}.`,
    advice: 'Leave out lines and owned records. Nothing was sent.',
    details: { field: 'recognise.where' },
  });
}

const nothingRecognises: Recognition = {
  by: 'effect',
  find: async () => {
    throw mustBeDecided('no way to recognise its record was given');
  },
};
