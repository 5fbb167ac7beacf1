import type { ObjectDefinition } from '../definition.js';
import { choice, integer, RECORDNO, text, timestamp } from '../field.js';

/** Letter in `query` → word in readByQuery (spelling of the words: guess). */
const MODES = {
  A: 'Access',
  M: 'Modify',
  C: 'Create',
  D: 'Delete',
  W: 'Workflow',
  T: 'Activity',
  U: 'User action',
};

/** Who did what to which record, deletions included. */
export const auditHistory: ObjectDefinition = {
  name: 'AUDITHISTORY',
  label: 'Audit history',
  key: 'RECORDNO',
  indexes: ['OBJECTKEY'],
  fields: {
    ...RECORDNO,
    ID: integer({ computed: (record) => record.RECORDNO ?? '' }),
    OBJECTTYPE: text(),
    OBJECTKEY: text(),
    ACCESSTIME: timestamp(),
    ACCESSMODE: choice(MODES),
    USERID: text(),
    SOURCE: text(),
    WORKFLOWACTION: text(),
  },
};
