import { always, currency, date, flag, key, status, text } from './field.js';
import { shapeOf } from './shape.js';
import { masterStamps } from './stamps.js';

/** Where and by whom: locations and entities, departments, classes, warehouses, employees. */

const contactName = (path: string, about: string) => text(`${path}.CONTACTNAME`, 200, about);

export const location = shapeOf('LOCATION', {
  key: always(key()),
  id: always(text('LOCATIONID', 20, 'Location ID, such as "E100".')),
  name: always(text('NAME', 100)),
  parentId: text('PARENTID', 20, 'Location that this one belongs to.'),
  managerId: text('SUPERVISORID', 20, 'Employee ID of its manager.'),
  contactName: contactName('CONTACTINFO', 'Name of an existing contact.'),
  shipToContactName: contactName('SHIPTO', 'Name of an existing contact.'),
  startDate: date('STARTDATE'),
  endDate: date('ENDDATE'),
  title: text('CUSTTITLE', 80, 'Title on reports.'),
  ...masterStamps,
});

/** Entities are locations, too; this is what they are besides. */
export const entity = shapeOf('LOCATIONENTITY', {
  key: always(key()),
  id: always(text('LOCATIONID', 20, 'Entity ID, such as "E100"; a location ID as well.')),
  name: always(text('NAME', 100)),
  currency: currency(),
  legalName: text('LEGALNAME'),
  country: text('OPCOUNTRY'),
  taxId: text('FEDERALID'),
  customerId: text('CUSTOMERID', 20, 'Customer that stands for the entity in inter-entity business.'),
  vendorId: text('VENDORID', 20, 'Vendor that stands for the entity in inter-entity business.'),
  status,
});

/** Intacct calls its name TITLE. */
export const department = shapeOf('DEPARTMENT', {
  key: always(key()),
  id: always(text('DEPARTMENTID', 20, 'Department ID, such as "D10".')),
  name: always(text('TITLE', 80)),
  parentId: text('PARENTID', 20, 'Department that this one belongs to.'),
  managerId: text('SUPERVISORID', 20, 'Employee ID of its manager.'),
  title: text('CUSTTITLE', 80, 'Title on reports.'),
  ...masterStamps,
});

export const classShape = shapeOf('CLASS', {
  key: always(key()),
  id: always(text('CLASSID', 30, 'Class ID, such as "SUBS".')),
  name: always(text('NAME', 100)),
  description: text('DESCRIPTION', 500),
  parentId: text('PARENTID', 30, 'Class that this one belongs to.'),
  ...masterStamps,
});

export const warehouse = shapeOf('WAREHOUSE', {
  key: always(key()),
  id: always(text('WAREHOUSEID', 40, 'Warehouse ID, such as "WH1".')),
  name: always(text('NAME', 100)),
  locationId: text('LOC.LOCATIONID', 20, 'Location of the warehouse.'),
  parentId: text('PARENTID', 40, 'Warehouse that this one belongs to.'),
  managerId: text('MANAGERID', 20, 'Employee ID of its manager.'),
  contactName: contactName('CONTACTINFO', 'Name of an existing contact.'),
  shipToContactName: contactName('SHIPTO', 'Name of an existing contact.'),
  usedInLedger: flag('USEDINGL'),
  ...masterStamps,
});

export const employee = shapeOf('EMPLOYEE', {
  key: always(key()),
  id: always(text('EMPLOYEEID', 20, 'Employee ID, such as "EMP1".')),
  contactName: always(contactName('PERSONALINFO', 'Name of an existing contact: the person.')),
  email: text('PERSONALINFO.EMAIL1'),
  phone: text('PERSONALINFO.PHONE1'),
  title: text('TITLE', 80),
  employeeType: text('EMPLOYEETYPE', 80, 'Name of an employee type.'),
  supervisorId: text('SUPERVISORID', 20, 'Employee ID.'),
  departmentId: text('DEPARTMENTID', 20),
  locationId: text('LOCATIONID', 20, 'Required in companies of several entities.'),
  classId: text('CLASSID', 30),
  currency: currency(),
  startDate: date('STARTDATE'),
  endDate: date('ENDDATE'),
  ...masterStamps,
});
