import {
  type AttachmentDraft,
  createAttachment,
  createFolder,
  deleteAttachment,
  deleteFolder,
  updateAttachment,
} from '../attachments/attachment.js';
import { fieldOf } from '../books/record.js';
import { withWrapper } from '../refusals.js';
import { child, childText, type XmlElement } from '../xml/element.js';
import { leaf } from '../xml/write.js';
import type { FunctionDefinition } from './definition.js';
import { textOf } from './legacy.js';

const FILES = {
  supdocid: 'TEXT 100',
  attachments: 'attachment*',
  attachment: 'attachmentname, attachmenttype, attachmentdata',
};

const ATTACHMENT = () => ['SUPDOC'];
const FOLDER = () => ['SUPDOCFOLDER'];

export const createSupdoc: FunctionDefinition = {
  name: 'create_supdoc',
  schema: {
    create_supdoc: 'supdocid?, supdocname, supdocfoldername, supdocdescription?, attachments?',
    ...FILES,
  },
  objects: ATTACHMENT,
  run: ({ element, work }) =>
    withWrapper('Could not create Attachment record!', () =>
      leaf('key', fieldOf(createAttachment(draftOf(element), work), 'SUPDOCID')),
    ),
};

export const updateSupdoc: FunctionDefinition = {
  name: 'update_supdoc',
  schema: {
    update_supdoc: 'supdocid, supdocname?, supdocfoldername?, supdocdescription?, attachments?',
    ...FILES,
  },
  objects: ATTACHMENT,
  run: ({ element, work }) =>
    withWrapper('Could not update Attachment record!', () =>
      leaf('key', fieldOf(updateAttachment(draftOf(element), work), 'SUPDOCID')),
    ),
};

export const deleteSupdoc: FunctionDefinition = {
  name: 'delete_supdoc',
  schema: { delete_supdoc: '@key' },
  objects: ATTACHMENT,
  run: ({ element, work }) =>
    withWrapper('Could not delete Attachment record!', () =>
      leaf('key', fieldOf(deleteAttachment(element.attributes.key ?? '', work), 'SUPDOCID')),
    ),
};

export const createSupdocFolder: FunctionDefinition = {
  name: 'create_supdocfolder',
  schema: { create_supdocfolder: 'supdocfoldername, supdocfolderdescription?, supdocparentfoldername?' },
  objects: FOLDER,
  run: ({ element, work }) =>
    withWrapper('Could not create Attachment folder record!', () => {
      const draft = {
        name: textOf(element, 'supdocfoldername'),
        description: textOf(element, 'supdocfolderdescription'),
        parent: textOf(element, 'supdocparentfoldername'),
      };
      return leaf('key', fieldOf(createFolder(draft, work), 'NAME'));
    }),
};

export const deleteSupdocFolder: FunctionDefinition = {
  name: 'delete_supdocfolder',
  schema: { delete_supdocfolder: '@key' },
  objects: FOLDER,
  run: ({ element, work }) =>
    withWrapper('Could not delete Attachment folder record!', () =>
      leaf('key', fieldOf(deleteFolder(element.attributes.key ?? '', work), 'NAME')),
    ),
};

function draftOf(element: XmlElement): AttachmentDraft {
  return {
    id: textOf(element, 'supdocid'),
    name: childText(element, 'supdocname'),
    folder: childText(element, 'supdocfoldername'),
    description: childText(element, 'supdocdescription'),
    files: (child(element, 'attachments')?.children ?? []).map((file) => ({
      name: textOf(file, 'attachmentname'),
      type: textOf(file, 'attachmenttype'),
      data: textOf(file, 'attachmentdata'),
    })),
  };
}
