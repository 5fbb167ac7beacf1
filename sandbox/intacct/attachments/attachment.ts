import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { existing } from '../documents/rules.js';
import { alreadyExists, invalidValue, missingField, refuse } from '../refusals.js';

/** A file inside an attachment; its data is base64. */
export interface FileDraft {
  readonly name: string;
  /** Extension without the dot. */
  readonly type: string;
  readonly data: string;
}

/** An attachment as it is asked for; what is undefined stays as it is in an update. */
export interface AttachmentDraft {
  readonly id: string;
  readonly name: string | undefined;
  readonly folder: string | undefined;
  readonly description: string | undefined;
  readonly files: readonly FileDraft[];
}

export function createAttachment(draft: AttachmentDraft, work: Work): StoredRecord {
  const id = draft.id || nextId(work);
  if (work.company.books.find('SUPDOC', id)) alreadyExists('Attachment', id);
  if (!draft.name) missingField('Attachment name');
  existing('SUPDOCFOLDER', draft.folder ?? '', work);
  const attachment = work.insert('SUPDOC', {
    SUPDOCID: id,
    SUPDOCNAME: draft.name ?? '',
    SUPDOCFOLDERNAME: draft.folder ?? '',
    SUPDOCDESCRIPTION: draft.description ?? '',
  });
  putFiles(attachment, draft.files, work);
  return work.wrote('SUPDOC', attachment);
}

/** Files that are sent are added; one of the same name and type takes the other's place (guess). */
export function updateAttachment(draft: AttachmentDraft, work: Work): StoredRecord {
  const before = existing('SUPDOC', draft.id, work);
  if (draft.name === '') missingField('Attachment name');
  if (draft.folder !== undefined) existing('SUPDOCFOLDER', draft.folder, work);
  const after = work.change('SUPDOC', fieldOf(before, 'RECORDNO'), {
    ...(draft.name !== undefined && { SUPDOCNAME: draft.name }),
    ...(draft.folder !== undefined && { SUPDOCFOLDERNAME: draft.folder }),
    ...(draft.description !== undefined && { SUPDOCDESCRIPTION: draft.description }),
  });
  putFiles(after, draft.files, work);
  return work.wrote('SUPDOC', after);
}

/** Refused while a record names it. */
export function deleteAttachment(id: string, work: Work): StoredRecord {
  const attachment = existing('SUPDOC', id, work);
  const { books, objects } = work.company;
  for (const { name, fields, view } of objects.values()) {
    if (name === 'SUPDOC' || !fields.SUPDOCID || view || books.where(name, 'SUPDOCID', id).length === 0) continue;
    refuse('BL03000018', `Attachment '${id}' is in use and cannot be deleted.`, 'Remove it from the records first.');
  }
  const recordno = fieldOf(attachment, 'RECORDNO');
  for (const file of books.where('ATTACHMENT', 'SUPDOCKEY', recordno)) {
    books.remove('ATTACHMENT', fieldOf(file, 'RECORDNO'));
  }
  books.remove('SUPDOC', recordno);
  return work.wrote('SUPDOC', attachment);
}

export interface FolderDraft {
  readonly name: string;
  readonly description: string;
  readonly parent: string;
}

export function createFolder({ name, description, parent }: FolderDraft, work: Work): StoredRecord {
  if (name === '') missingField('Folder name');
  if (work.company.books.find('SUPDOCFOLDER', name)) alreadyExists('Attachment folder', name);
  if (parent !== '') existing('SUPDOCFOLDER', parent, work);
  const fields = { NAME: name, DESCRIPTION: description, PARENTFOLDER: parent };
  return work.wrote('SUPDOCFOLDER', work.insert('SUPDOCFOLDER', fields));
}

/** Refused while it holds attachments or folders. */
export function deleteFolder(name: string, work: Work): StoredRecord {
  const folder = existing('SUPDOCFOLDER', name, work);
  const { books } = work.company;
  const holds =
    books.where('SUPDOC', 'SUPDOCFOLDERNAME', name).length + books.where('SUPDOCFOLDER', 'PARENTFOLDER', name).length;
  if (holds > 0) refuse('BL03000018', `Attachment folder '${name}' is not empty and cannot be deleted.`);
  books.remove('SUPDOCFOLDER', fieldOf(folder, 'RECORDNO'));
  return work.wrote('SUPDOCFOLDER', folder);
}

function putFiles(attachment: StoredRecord, files: readonly FileDraft[], work: Work): void {
  const key = fieldOf(attachment, 'RECORDNO');
  for (const { name, type, data } of files) {
    if (name === '') missingField('attachmentname');
    if (type === '') missingField('attachmenttype');
    const base64 = data.replace(/\s/g, '');
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64) || base64 === '') {
      invalidValue('attachmentdata', data.slice(0, 20));
    }
    const fields = { SUPDOCKEY: key, ATTACHMENTNAME: name, ATTACHMENTTYPE: type, ATTACHMENTDATA: base64 };
    const same = work.company.books
      .where('ATTACHMENT', 'SUPDOCKEY', key)
      .find((file) => file.ATTACHMENTNAME === name && file.ATTACHMENTTYPE === type);
    if (same) work.change('ATTACHMENT', fieldOf(same, 'RECORDNO'), fields);
    else work.insert('ATTACHMENT', fields);
  }
}

function nextId({ company }: Work): string {
  if (!company.settings.autoNumberAttachments) missingField('Attachment ID');
  const taken = (id: string) => company.books.find('SUPDOC', id) !== undefined;
  return company.nextNumber('SUPDOC', (count) => `Att-${String(count).padStart(4, '0')}`, taken);
}
