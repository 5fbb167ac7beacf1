import { fieldOf, type StoredRecord } from '../../books/record.js';
import { objectKeyOf } from '../../company/audit.js';
import type { Company } from '../../company/company.js';
import { inUserTime } from '../../company/user-time.js';
import { timestamp } from '../../objects/field.js';
import { toWire } from '../../objects/values.js';
import { missingField, refuse, unknownObject } from '../../refusals.js';
import { childText, type XmlElement } from '../../xml/element.js';
import { leaf, wrap } from '../../xml/write.js';
import type { FunctionDefinition } from '../definition.js';

const nameOf = (element: XmlElement) => (childText(element, 'object') ?? '').toUpperCase();

/** What happened to one record, oldest first; the record may be gone. */
export const getAuditTrail: FunctionDefinition = {
  name: 'getAuditTrail',
  schema: { getAuditTrail: 'object, (recordNo | objectKey)' },
  objects: (element) => [nameOf(element), 'AUDITHISTORY'],
  run: ({ element, work }) => {
    const { company } = work;
    const object = nameOf(element);
    if (!company.objects.has(object)) unknownObject(object);
    const key = keyOf(element, object, company);
    const rows = company.books
      .where('AUDITHISTORY', 'OBJECTKEY', key)
      .filter((row) => fieldOf(row, 'OBJECTTYPE') === object.toLowerCase());
    if (rows.length === 0) refuse('BL03002028', `There is no audit trail of ${object} '${key}'.`);
    const details = rows.map((row) => wrap('auditTrailDetail', detail(row, company)));
    return wrap('data', wrap('auditTrail', details.join('')));
  },
};

function keyOf(element: XmlElement, object: string, company: Company): string {
  const recordNo = childText(element, 'recordNo');
  const key = childText(element, 'objectKey') ?? '';
  if (recordNo === undefined) return key === '' ? missingField('objectKey') : key;
  const record = company.books.get(object, recordNo) ?? { RECORDNO: recordNo };
  return objectKeyOf(company, object, record);
}

function detail(row: StoredRecord, company: Company): string {
  const at = toWire(timestamp(), inUserTime(fieldOf(row, 'ACCESSTIME'), company.settings.userFormatting));
  return (
    leaf('id', fieldOf(row, 'RECORDNO')) +
    leaf('objectType', fieldOf(row, 'OBJECTTYPE')) +
    leaf('objectKey', fieldOf(row, 'OBJECTKEY')) +
    leaf('accessTime', at) +
    leaf('accessMode', fieldOf(row, 'ACCESSMODE')) +
    leaf('userId', fieldOf(row, 'USERID')) +
    leaf('source', fieldOf(row, 'SOURCE'))
  );
}
