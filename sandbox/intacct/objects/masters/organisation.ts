import { date, text } from '../field.js';
import { linkedField } from '../linked-field.js';
import { master, readOnlyMaster } from './define.js';

/** Where and by whom: locations, entities, departments, classes, warehouses, users. */

export const location = master({
  name: 'LOCATION',
  label: 'Location',
  key: 'LOCATIONID',
  fields: {
    LOCATIONID: text({ label: 'Location ID', required: true, immutable: true, maxLength: 20 }),
    NAME: text({ label: 'Location name', required: true }),
    PARENTID: text({ reference: 'LOCATION' }),
    SUPERVISORID: text({ reference: 'EMPLOYEE' }),
    'CONTACTINFO.CONTACTNAME': text({ reference: 'CONTACT' }),
    'SHIPTO.CONTACTNAME': text({ reference: 'CONTACT' }),
    CURRENCY: text(),
    STARTDATE: date(),
    ENDDATE: date(),
    CUSTTITLE: text(),
  },
});

/** Entities also appear in LOCATION; here they are read-only. */
export const locationEntity = readOnlyMaster({
  name: 'LOCATIONENTITY',
  label: 'Entity',
  key: 'LOCATIONID',
  fields: {
    LOCATIONID: text({ required: true, immutable: true }),
    NAME: text({ required: true }),
    CURRENCY: text(),
    OPCOUNTRY: text(),
    LEGALNAME: text(),
    FEDERALID: text(),
    CUSTOMERID: text(),
    VENDORID: text(),
  },
});

/** Its name is TITLE. */
export const department = master({
  name: 'DEPARTMENT',
  label: 'Department',
  key: 'DEPARTMENTID',
  fields: {
    DEPARTMENTID: text({ label: 'Department ID', required: true, immutable: true, maxLength: 20 }),
    TITLE: text({ label: 'Department name', required: true, maxLength: 80 }),
    PARENTID: text({ reference: 'DEPARTMENT' }),
    SUPERVISORID: text({ reference: 'EMPLOYEE' }),
    CUSTTITLE: text(),
  },
});

export const classObject = master({
  name: 'CLASS',
  label: 'Class',
  key: 'CLASSID',
  fields: {
    CLASSID: text({ label: 'Class ID', required: true, immutable: true, maxLength: 30 }),
    NAME: text({ label: 'Class name', required: true }),
    DESCRIPTION: text(),
    PARENTID: text({ reference: 'CLASS' }),
  },
});

export const warehouse = master({
  name: 'WAREHOUSE',
  label: 'Warehouse',
  key: 'WAREHOUSEID',
  fields: {
    WAREHOUSEID: text({ label: 'Warehouse ID', required: true, immutable: true, maxLength: 40 }),
    NAME: text({ label: 'Warehouse name', required: true }),
    'LOC.LOCATIONID': text({ label: 'Location', required: true, reference: 'LOCATION' }),
    MANAGERID: text({ reference: 'EMPLOYEE' }),
    PARENTID: text({ reference: 'WAREHOUSE' }),
    'CONTACTINFO.CONTACTNAME': text({ reference: 'CONTACT' }),
    'SHIPTO.CONTACTNAME': text({ reference: 'CONTACT' }),
    USEDINGL: text(),
  },
});

export const employee = master({
  name: 'EMPLOYEE',
  label: 'Employee',
  key: 'EMPLOYEEID',
  numbered: true,
  fields: {
    EMPLOYEEID: text({ label: 'Employee ID', immutable: true, maxLength: 20 }),
    'PERSONALINFO.CONTACTNAME': text({ label: 'Contact name', required: true, reference: 'CONTACT' }),
    CONTACTNAME: text({
      readOnly: true,
      computed: (record) => record['PERSONALINFO.CONTACTNAME'] ?? '',
    }),
    'PERSONALINFO.EMAIL1': linkedField('CONTACT', 'PERSONALINFO.CONTACTNAME', 'EMAIL1'),
    'PERSONALINFO.PHONE1': linkedField('CONTACT', 'PERSONALINFO.CONTACTNAME', 'PHONE1'),
    TITLE: text(),
    EMPLOYEETYPE: text(),
    STARTDATE: date(),
    ENDDATE: date(),
    SUPERVISORID: text({ reference: 'EMPLOYEE' }),
    DEPARTMENTID: text({ reference: 'DEPARTMENT' }),
    LOCATIONID: text({ reference: 'LOCATION' }),
    CLASSID: text({ reference: 'CLASS' }),
    CURRENCY: text({ reference: 'TRXCURRENCIES' }),
  },
  relations: { CONTACT: { object: 'CONTACT', from: 'PERSONALINFO.CONTACTNAME' } },
});
