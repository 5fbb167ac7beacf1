import { z } from 'zod';
import { defineAction } from '../action.js';
import type { IntacctClient } from '../client.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { FilesInput, filesElement, filesOf, StoredFile } from './attachment-files.js';
import { adopted, documentation, text, textOrNull } from './fields.js';
import { permissions } from './permissions.js';
import { deleted, notFound } from './record-actions.js';

const source = `${documentation('company-console/attachments')}/`;
const may = permissions('Company', 'Attachments');

const AttachmentId = z.string().min(1).max(100).describe('What documents name as attachmentId.');

export const createAttachment = defineAction({
  summary: 'Store files as an attachment that documents can refer to.',
  details:
    'A document has one attachment, which holds up to 20 files: give its ID as attachmentId when the document is ' +
    'created or updated. The folder is made when it is missing. The files travel through the workflow, whose history ' +
    'keeps them, so they are about 1 MB at most. Refuses an ID that another attachment has.',
  effect: 'create',
  source,
  permissions: [...may('Add', 'List'), ...permissions('Company', 'Attachment folders')('Add', 'List')],
  errors: ['record_exists'],
  input: z.strictObject({
    id: AttachmentId,
    name: z.string().min(1).max(80),
    folder: z.string().min(1).max(80).describe('Name of a folder of attachments.'),
    description: z.string().max(500).optional(),
    files: FilesInput,
  }),
  output: z.looseObject({ id: AttachmentId, folderCreated: z.boolean(), adopted }),
  example: {
    input: {
      id: 'ORDER-7',
      name: 'Order of Brightwater',
      folder: 'Orders',
      files: [{ name: 'order.txt', content: 'MTAgc2VhdHM=' }],
    },
  },
}).run(async ({ id, name, folder, description, files }, intacct) => {
  const folderCreated = await withFolder(intacct, folder);
  const { adopted } = await intacct.write(
    {
      name: 'create_supdoc',
      body: {
        supdocid: id,
        supdocname: name,
        supdocfoldername: folder,
        supdocdescription: description,
        attachments: filesElement(files),
      },
    },
    {
      by: 'number',
      object: 'SUPDOC',
      find: async () => {
        const found = await listed(intacct, 'supdoc', 'supdocid', id);
        return found.filter((record) => text(record, 'SUPDOCNAME') === name);
      },
    },
  );
  return { id, folderCreated, adopted };
});

export const getAttachment = defineAction({
  summary: 'Read an attachment: its files by name and size, and their contents if asked for.',
  effect: 'read',
  source,
  permissions: may('List'),
  errors: ['record_not_found'],
  input: z.strictObject({
    id: AttachmentId,
    contents: z.boolean().default(false).describe('Return the files themselves; they stay in the workflow’s history.'),
  }),
  output: z.looseObject({
    id: AttachmentId,
    name: z.string(),
    folder: z.string().nullish(),
    description: z.string().nullish(),
    files: z.array(StoredFile),
  }),
  example: {
    given: [
      {
        as: 'attachment',
        action: 'createAttachment',
        input: {
          id: 'ORDER-8',
          name: 'Order of Aldgate',
          folder: 'Orders',
          files: [{ name: 'a.txt', content: 'MSBzZWF0' }],
        },
      },
    ],
    input: { id: '{{attachment.id}}', contents: true },
  },
}).run(async ({ id, contents }, intacct) => {
  const [found] = await listed(intacct, 'supdoc', 'supdocid', id);
  if (!found) throw notFound('SUPDOC', 'id', id);
  return {
    id,
    name: text(found, 'SUPDOCNAME'),
    folder: textOrNull(found, 'FOLDER'),
    description: textOrNull(found, 'DESCRIPTION'),
    files: filesOf(found, contents),
  };
});

export const deleteAttachment = defineAction({
  summary: 'Delete an attachment with its files.',
  details:
    'Refuses one that a document names: empty the document’s attachmentId first. Succeeds when it is already gone.',
  effect: 'delete',
  source,
  permissions: may('Delete', 'List'),
  errors: ['record_in_use'],
  input: z.strictObject({ id: AttachmentId }),
  output: deleted,
  example: {
    given: [
      {
        as: 'attachment',
        action: 'createAttachment',
        input: {
          id: 'ORDER-9',
          name: 'Order of Corvane',
          folder: 'Orders',
          files: [{ name: 'a.txt', content: 'MSBzZWF0' }],
        },
      },
    ],
    input: { id: '{{attachment.id}}' },
  },
}).run(async ({ id }, intacct) => {
  const exists = async () => (await listed(intacct, 'supdoc', 'supdocid', id)).length > 0;
  if (!(await exists())) return { deleted: false };
  return intacct.deleteRecord('SUPDOC', id, { name: 'delete_supdoc', attributes: { key: id }, body: {} }, exists);
});

/** Makes the folder unless it is there; says whether it did. */
async function withFolder(intacct: IntacctClient, folder: string): Promise<boolean> {
  const find = () => listed(intacct, 'supdocfolder', 'supdocfoldername', folder);
  const [there] = await find();
  if (there) return false;
  const create = { name: 'create_supdocfolder', body: { supdocfoldername: folder } };
  const { adopted } = await intacct.part('folder').write(create, { by: 'number', object: 'SUPDOCFOLDER', find });
  return !adopted;
}

/** Attachments and folders are listed in the legacy way only (facts/intacct-xml.md §4.10). */
async function listed(
  intacct: IntacctClient,
  object: 'supdoc' | 'supdocfolder',
  field: string,
  value: string,
): Promise<readonly IntacctRecord[]> {
  const { data } = await intacct.execute({
    name: 'get_list',
    attributes: { object, maxitems: '1' },
    body: { filter: { expression: { field, operator: '=', value } } },
  });
  return data.records;
}
