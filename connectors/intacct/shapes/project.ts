import { always, choice, currency, date, decimal, flag, key, money, text } from './field.js';
import { shapeOf } from './shape.js';
import { masterStamps } from './stamps.js';

/** What work is done for: projects, their tasks, contracts. */

export const project = shapeOf('PROJECT', {
  key: always(key()),
  id: always(text('PROJECTID', 30, 'Project ID, such as "P100".')),
  name: always(text('NAME', 100)),
  category: always(text('PROJECTCATEGORY', 80, 'As Intacct words it, such as "Contract".')),
  description: text('DESCRIPTION', 4000),
  parentId: text('PARENTID', 30, 'Project that this one belongs to.'),
  projectType: text('PROJECTTYPE', 80, 'Name of a project type.'),
  projectStatus: text('PROJECTSTATUS', 80, 'Name of a project status, which may forbid entries.'),
  customerId: text('CUSTOMERID', 20, 'Customer of the project; lines name it only on this customer’s documents.'),
  managerId: text('MANAGERID', 20, 'Employee ID of its manager.'),
  departmentId: text('DEPARTMENTID', 20),
  locationId: text('LOCATIONID', 20),
  classId: text('CLASSID', 30),
  currency: currency(),
  paymentTerm: text('TERMNAME', 40, 'Name of an AR term, such as "N30".'),
  billingType: text('BILLINGTYPE', 80),
  startDate: date('BEGINDATE'),
  endDate: date('ENDDATE'),
  budgetAmount: money('BUDGETAMOUNT'),
  contractAmount: money('CONTRACTAMOUNT'),
  referenceNumber: text('DOCNUMBER', 45),
  contactName: text('CONTACTINFO.CONTACTNAME', 200, 'Name of an existing contact.'),
  billToContactName: text('BILLTO.CONTACTNAME', 200, 'Name of an existing contact.'),
  shipToContactName: text('SHIPTO.CONTACTNAME', 200, 'Name of an existing contact.'),
  attachmentId: text('SUPDOCID', 100),
  ...masterStamps,
});

export const task = shapeOf('TASK', {
  key: always(key()),
  id: text('TASKID', 20, 'Task ID, such as "T1"; unique within its project.'),
  name: always(text('NAME', 100)),
  projectId: always(text('PROJECTID', 30, 'Project of the task.')),
  taskStatus: always(choice('TASKSTATUS', ['Not Started', 'Planned', 'In Progress', 'Completed', 'On Hold'])),
  description: text('DESCRIPTION', 4000),
  parentKey: key('PARENTKEY'),
  standardTaskId: text('STANDARDTASKID', 20),
  itemId: text('ITEMID', 30),
  classId: text('CLASSID', 30),
  billable: flag('BILLABLE'),
  plannedStartDate: date('PBEGINDATE'),
  plannedEndDate: date('PENDDATE'),
  budgetedHours: decimal('BUDGETQTY'),
  estimatedHours: decimal('ESTQTY'),
  ...masterStamps,
});

export const contract = shapeOf('CONTRACT', {
  key: always(key()),
  id: always(text('CONTRACTID', 100, 'Contract ID, such as "CON1".')),
  name: always(text('NAME', 100)),
  customerId: always(text('CUSTOMERID', 20)),
  startDate: date('BEGINDATE'),
  endDate: date('ENDDATE'),
  termType: always(choice('TERMTYPE', ['Termed', 'Evergreen'])),
  paymentTerm: text('TERMNAME', 40, 'Name of an AR term, such as "N30".'),
  application: text('APPLICATION', 80, 'What the contract is for, as the company’s setup words it: "Subscription".'),
  locationId: text('LOCATIONID', 20),
  state: text('STATE', 40, 'Draft, In progress, … as Intacct words it.'),
  billingFrequency: text('BILLINGFREQUENCY', 40),
  currency: currency(),
  exchangeRateType: text('EXCHRATETYPE', 100),
  attachmentId: text('SUPDOCID', 100),
  ...masterStamps,
});
