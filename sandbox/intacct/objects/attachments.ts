import type { ObjectDefinition } from './definition.js';
import { integer, MASTER_FIELDS, RECORDNO, text } from './field.js';

/** Attachments, written by the legacy functions only. Records link to them by SUPDOCID. */
export const supdoc: ObjectDefinition = {
  name: 'SUPDOC',
  label: 'Attachment',
  key: 'SUPDOCID',
  fields: {
    ...RECORDNO,
    SUPDOCID: text(),
    SUPDOCNAME: text(),
    SUPDOCFOLDERNAME: text(),
    SUPDOCDESCRIPTION: text(),
    ...MASTER_FIELDS,
  },
  relations: { SUPDOCFOLDER: { object: 'SUPDOCFOLDER', from: 'SUPDOCFOLDERNAME' } },
  lines: { element: 'ATTACHMENTS', object: 'ATTACHMENT', parent: 'SUPDOCKEY' },
};

/** One file of an attachment. */
export const attachment: ObjectDefinition = {
  name: 'ATTACHMENT',
  label: 'File',
  key: 'RECORDNO',
  indexes: ['SUPDOCKEY'],
  fields: {
    ...RECORDNO,
    SUPDOCKEY: integer(),
    ATTACHMENTNAME: text(),
    ATTACHMENTTYPE: text(),
    ATTACHMENTDATA: text(),
  },
};

export const supdocFolder: ObjectDefinition = {
  name: 'SUPDOCFOLDER',
  label: 'Attachment folder',
  key: 'NAME',
  fields: { ...RECORDNO, NAME: text(), DESCRIPTION: text(), PARENTFOLDER: text(), ...MASTER_FIELDS },
};
