import { fieldOf, type StoredRecord } from '../../books/record.js';
import type { Work } from '../../company/work.js';
import { alreadyExists, invalidValue, missingField } from '../../refusals.js';
import { boolean, choice, currency, date, decimal, integer, text } from '../field.js';
import { master } from './define.js';

/** What work is done for: projects, their tasks, contracts. */

export const project = master({
  name: 'PROJECT',
  label: 'Project',
  key: 'PROJECTID',
  numbered: true,
  fields: {
    PROJECTID: text({ label: 'Project ID', immutable: true, maxLength: 30 }),
    NAME: text({ label: 'Project name', required: true, maxLength: 100 }),
    PROJECTCATEGORY: text({ label: 'Project category', required: true }),
    DESCRIPTION: text(),
    PARENTID: text({ reference: 'PROJECT' }),
    PROJECTTYPE: text(),
    PROJECTSTATUS: text(),
    CUSTOMERID: text({ reference: 'CUSTOMER' }),
    MANAGERID: text({ reference: 'EMPLOYEE' }),
    CURRENCY: text({ reference: 'TRXCURRENCIES' }),
    TERMNAME: text({ reference: 'ARTERM' }),
    BILLINGTYPE: text(),
    BEGINDATE: date(),
    ENDDATE: date(),
    DEPARTMENTID: text({ reference: 'DEPARTMENT' }),
    LOCATIONID: text({ reference: 'LOCATION' }),
    CLASSID: text({ reference: 'CLASS' }),
    SUPDOCID: text({ reference: 'SUPDOC' }),
    DOCNUMBER: text(),
    BUDGETAMOUNT: currency(),
    CONTRACTAMOUNT: currency(),
    'CONTACTINFO.CONTACTNAME': text({ reference: 'CONTACT' }),
    'BILLTO.CONTACTNAME': text({ reference: 'CONTACT' }),
    'SHIPTO.CONTACTNAME': text({ reference: 'CONTACT' }),
  },
  rules: (record, { company }) => {
    const category = fieldOf(record, 'PROJECTCATEGORY');
    if (!company.settings.projectCategories.includes(category)) invalidValue('Project category', category);
    refuseEndBeforeBegin(record, 'BEGINDATE', 'ENDDATE');
  },
});

function refuseEndBeforeBegin(record: StoredRecord, begin: string, end: string): void {
  const last = fieldOf(record, end);
  if (last !== '' && last < fieldOf(record, begin)) invalidValue(end, last);
}

/** Its ID is unique within its project, so it is addressed by RECORDNO. */
export const task = master({
  name: 'TASK',
  label: 'Task',
  key: 'RECORDNO',
  indexes: ['TASKID', 'PROJECTID'],
  fields: {
    TASKID: text({ label: 'Task ID', maxLength: 20 }),
    NAME: text({ label: 'Task name', required: true }),
    PROJECTID: text({ label: 'Project ID', required: true, immutable: true, reference: 'PROJECT' }),
    TASKSTATUS: choice(
      { 'Not Started': 'N', Planned: 'P', 'In Progress': 'I', Completed: 'C', 'On Hold': 'H' },
      { label: 'Task status', required: true },
    ),
    STANDARDTASKID: text(),
    PBEGINDATE: date(),
    PENDDATE: date(),
    CLASSID: text({ reference: 'CLASS' }),
    ITEMID: text({ reference: 'ITEM' }),
    BILLABLE: boolean(),
    DESCRIPTION: text(),
    PARENTKEY: integer({ reference: 'TASK' }),
    BUDGETQTY: decimal(),
    ESTQTY: decimal(),
  },
  rules: (record, work) => {
    refuseTakenTask(record, work);
    refuseEndBeforeBegin(record, 'PBEGINDATE', 'PENDDATE');
  },
});

function refuseTakenTask(record: StoredRecord, { company }: Work): void {
  const id = fieldOf(record, 'TASKID');
  const sameProject = company.books
    .where('TASK', 'PROJECTID', fieldOf(record, 'PROJECTID'))
    .filter((other) => other.RECORDNO !== record.RECORDNO);
  if (id !== '' && sameProject.some((other) => other.TASKID === id)) alreadyExists('Task', id);
}

export const contract = master({
  name: 'CONTRACT',
  label: 'Contract',
  key: 'CONTRACTID',
  numbered: true,
  fields: {
    CONTRACTID: text({ label: 'Contract ID', immutable: true, maxLength: 100 }),
    NAME: text({ label: 'Contract name', required: true }),
    CUSTOMERID: text({ label: 'Customer ID', required: true, reference: 'CUSTOMER' }),
    BEGINDATE: date({ label: 'Start date', required: true }),
    ENDDATE: date(),
    TERMNAME: text({ label: 'Payment term', required: true, reference: 'ARTERM' }),
    TERMTYPE: choice({ Termed: 'T', Evergreen: 'E' }, { label: 'Term type', required: true }),
    APPLICATION: text({ required: true }),
    LOCATIONID: text({ label: 'Location', required: true, reference: 'LOCATION' }),
    STATE: text({ initial: 'Draft' }),
    BILLINGFREQUENCY: text(),
    CURRENCY: text({ reference: 'TRXCURRENCIES' }),
    EXCHRATETYPE: text({ reference: 'EXCHANGERATETYPES' }),
    SUPDOCID: text({ reference: 'SUPDOC' }),
  },
  rules: (record) => {
    if (fieldOf(record, 'TERMTYPE') === 'Termed' && !record.ENDDATE) missingField('End date');
    refuseEndBeforeBegin(record, 'BEGINDATE', 'ENDDATE');
  },
});
