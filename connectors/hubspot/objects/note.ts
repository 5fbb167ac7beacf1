import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineAction } from '../action.js';
import type { HubSpotClient } from '../client.js';
import type { ObjectType } from '../paths.js';
import { CompanyId, ContactId, DealId, documentation } from './fields.js';

const text = z.string().min(1).max(10_000);

export const createNote = defineAction({
  summary: 'Put a note on the timeline of a deal, a company or a contact, once.',
  details:
    'HubSpot has no key that would make a note unique, so it ends with a line such as `ref:INV-1042`, and the notes of the record ' +
    'are searched for this line first: the same call again, by whomever, finds the note and writes nothing. Without ' +
    '`reference` the line is made from the text, so that the same text stands there once. Two calls at the same moment ' +
    'can still write two. `text` is plain text; its line breaks stay.',
  effect: 'create',
  source: documentation('crm-notes-v3'),
  permissions: [
    'crm.objects.contacts.read',
    'crm.objects.contacts.write',
    'Read scopes of the records that the note is on',
  ],
  errors: ['record_not_found', 'unknown_outcome'],
  example: {
    given: [{ as: 'deal', action: 'getDeal', input: { id: '5001' } }],
    input: {
      dealId: '{{deal.id}}',
      companyId: '{{deal.company.id}}',
      text: 'Invoice INV-1042 was posted in Sage Intacct.',
      reference: 'INV-1042-posted',
    },
  },
  input: z
    .strictObject({
      dealId: DealId.optional(),
      companyId: CompanyId.optional(),
      contactId: ContactId.optional(),
      text,
      at: z.iso.datetime({ offset: true }).optional().describe('Where on the timeline it stands. Default: now.'),
      reference: z
        .string()
        .regex(/^[\w.:/-]{1,100}$/, 'may have letters, digits and . : / - _')
        .optional()
        .describe('What the note is about, unique among the notes of the record.'),
    })
    .refine(({ dealId, companyId, contactId }) => (dealId ?? companyId ?? contactId) !== undefined, {
      message: 'needs dealId, companyId or contactId',
    }),
  output: z.looseObject({
    id: z.string(),
    created: z.boolean().describe('False when the note was there already.'),
  }),
}).run(async (note, hubspot) => {
  const places = placesOf(note);
  const marker = `ref:${note.reference ?? fingerprint(note.text)}`;
  const existing = await noteWith(hubspot, places[0], marker);
  if (existing !== undefined) return { id: existing, created: false };
  const properties = { hs_timestamp: note.at ?? new Date().toISOString(), hs_note_body: bodyOf(note.text, marker) };
  const { id } = await hubspot.create('notes', properties, places);
  return { id, created: true };
});

interface Place {
  readonly type: ObjectType;
  readonly id: string;
  /** HubSpot's type of the link from a note to such a record. */
  readonly typeId: number;
}

type Places = readonly [Place, ...Place[]];

function placesOf(note: {
  dealId?: string | undefined;
  companyId?: string | undefined;
  contactId?: string | undefined;
}): Places {
  const places = [
    { type: 'deals', id: note.dealId, typeId: 214 },
    { type: 'companies', id: note.companyId, typeId: 190 },
    { type: 'contacts', id: note.contactId, typeId: 202 },
  ];
  // The input has at least one of them.
  return places.filter(({ id }) => id !== undefined) as unknown as Places;
}

/**
 * Looks at the notes of the record, not in HubSpot's search: its index lags behind, and a repeated attempt comes within
 * seconds.
 */
async function noteWith(hubspot: HubSpotClient, { type, id }: Place, marker: string): Promise<string | undefined> {
  const ids = (await hubspot.links(type, id, 'notes')).map((link) => link.id);
  const notes = await hubspot.getMany('notes', ids, ['hs_note_body']);
  const line = new RegExp(`${escapedForPattern(marker)}(?![\\w.:/-])`);
  return notes.find(({ properties }) => line.test(properties.hs_note_body ?? ''))?.id;
}

function bodyOf(plain: string, marker: string): string {
  return `<p>${escapedForHtml(plain).replaceAll('\n', '<br>')}</p><p>${marker}</p>`;
}

function escapedForHtml(plain: string): string {
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const escapedForPattern = (literal: string) => literal.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

const fingerprint = (plain: string) => createHash('sha256').update(plain).digest('hex').slice(0, 16);
