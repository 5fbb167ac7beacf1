import { Functions } from '@intacct/intacct-sdk';
import type { Results } from '../../workflows/placeholders.js';
import { made } from '../sandbox-intacct/official-sdk.js';
import type { ActionName } from '../support/function-xml.js';
import { documentPairs } from './official-sdk-documents.js';

const { AccountsReceivable, AccountsPayable, Common, Company, EmployeeExpense, InventoryControl, Projects } = Functions;

type Official = Pick<Functions.IFunction, 'writeXml'>;

/** An action's input, and the SDK's function that says the same. */
export interface Pair {
  readonly action: ActionName;
  readonly input: unknown;
  /** With results in it when the calls that the action's example is given come first. */
  readonly theirs: Official | ((results: Results) => Official);
  /** Elements in which the two differ, with the reason. */
  readonly differences?: Readonly<Record<string, string>>;
}

const day = (month: number, date: number, year = 2026) => new Date(year, month - 1, date);
const address = { line1: '12 Mill Lane', city: 'Austin', state: 'TX', zip: '78701', country: 'United States' };
const theirAddress = {
  addressLine1: '12 Mill Lane',
  city: 'Austin',
  stateProvince: 'TX',
  zipPostalCode: '78701',
  country: 'United States',
};

const receivables: readonly Pair[] = [
  {
    action: 'createCustomer',
    input: {
      id: 'X-1',
      name: 'Larkspur & Co',
      status: 'active',
      parentId: 'C100',
      paymentTerm: 'N30',
      creditLimit: '5000.50',
      taxId: '12-345',
      comments: 'Pays <early>',
      onHold: false,
      currency: 'USD',
      accountNumber: '4000',
      offsetAccountNumber: '1100',
      contact: {
        printAs: 'Larkspur',
        firstName: 'Ada',
        lastName: 'Quill',
        email: 'a@larkspur.example',
        phone: '1',
        address,
      },
      customFields: { REGION_CODE: 'SW' },
    },
    theirs: made(AccountsReceivable.CustomerCreate, {
      customerId: 'X-1',
      customerName: 'Larkspur & Co',
      active: true,
      parentCustomerId: 'C100',
      paymentTerm: 'N30',
      creditLimit: 5000.5,
      taxId: '12-345',
      comments: 'Pays <early>',
      onHold: false,
      defaultCurrency: 'USD',
      defaultRevenueGlAccountNo: '4000',
      offsetArGlAccountNo: '1100',
      printAs: 'Larkspur',
      firstName: 'Ada',
      lastName: 'Quill',
      primaryEmailAddress: 'a@larkspur.example',
      primaryPhoneNo: '1',
      ...theirAddress,
      customFields: [['REGION_CODE', 'SW']],
    }),
  },
  {
    action: 'updateCustomer',
    input: { id: 'C139', name: 'Renamed', creditLimit: '10.00', status: 'inactive' },
    theirs: made(AccountsReceivable.CustomerUpdate, {
      customerId: 'C139',
      customerName: 'Renamed',
      creditLimit: 10,
      active: false,
    }),
  },
  {
    action: 'createInvoice',
    input: {
      customerId: 'C100',
      invoiceDate: '2026-02-03',
      dueDate: '2026-03-05',
      invoiceNumber: 'X-INV-1',
      referenceNumber: 'PO-7',
      description: 'Seats',
      billToContact: 'Larkspur',
      shipToContact: 'Larkspur',
      currency: 'EUR',
      baseCurrency: 'USD',
      exchangeRate: '1.1',
      attachmentId: 'A-1',
      customFields: { REGION_CODE: 'SW' },
      lines: [
        {
          accountNumber: '4000',
          amount: '120.50',
          memo: 'Seats',
          locationId: 'E100',
          departmentId: 'D10',
          projectId: 'P100',
          customerId: 'C100',
          vendorId: 'V100',
          employeeId: 'EMP1',
          itemId: 'SEAT',
          classId: 'SUBS',
          contractId: 'CON1',
          warehouseId: 'WH1',
          customFields: { LINE_CODE: 'L' },
        },
        { accountLabel: 'Services', amount: '30' },
      ],
    },
    theirs: made(AccountsReceivable.InvoiceCreate, {
      customerId: 'C100',
      transactionDate: day(2, 3),
      dueDate: day(3, 5),
      action: 'Submit',
      invoiceNumber: 'X-INV-1',
      referenceNumber: 'PO-7',
      description: 'Seats',
      billToContactName: 'Larkspur',
      shipToContactName: 'Larkspur',
      transactionCurrency: 'EUR',
      baseCurrency: 'USD',
      exchangeRateValue: 1.1,
      attachmentsId: 'A-1',
      customFields: [['REGION_CODE', 'SW']],
      lines: [
        made(AccountsReceivable.InvoiceLineCreate, {
          glAccountNumber: '4000',
          transactionAmount: 120.5,
          memo: 'Seats',
          locationId: 'E100',
          departmentId: 'D10',
          projectId: 'P100',
          customerId: 'C100',
          vendorId: 'V100',
          employeeId: 'EMP1',
          itemId: 'SEAT',
          classId: 'SUBS',
          contractId: 'CON1',
          warehouseId: 'WH1',
          customFields: [['LINE_CODE', 'L']],
        }),
        made(AccountsReceivable.InvoiceLineCreate, { accountLabel: 'Services', transactionAmount: 30 }),
      ],
    }),
  },
];

const payables: readonly Pair[] = [
  {
    action: 'createVendor',
    input: {
      id: 'X-2',
      name: 'Thistle Print',
      status: 'active',
      paymentTerm: 'N30',
      accountNumber: '6200',
      taxId: '12-345',
      contact: { printAs: 'Thistle', email: 'a@thistle.example', address },
    },
    theirs: made(AccountsPayable.VendorCreate, {
      vendorId: 'X-2',
      vendorName: 'Thistle Print',
      active: true,
      paymentTerm: 'N30',
      defaultExpenseGlAccountNo: '6200',
      taxId: '12-345',
      printAs: 'Thistle',
      primaryEmailAddress: 'a@thistle.example',
      ...theirAddress,
    }),
  },
  {
    action: 'updateVendor',
    input: { id: 'V100', name: 'Renamed', paymentTerm: 'N30' },
    theirs: made(AccountsPayable.VendorUpdate, { vendorId: 'V100', vendorName: 'Renamed', paymentTerm: 'N30' }),
  },
];

const masters: readonly Pair[] = [
  {
    action: 'createContact',
    input: {
      name: 'X accounts',
      printAs: 'X',
      companyName: 'X Ltd',
      prefix: 'Dr.',
      email: 'x@x.example',
      phone: '1',
      fax: '2',
      address,
    },
    theirs: made(Company.ContactCreate, {
      contactName: 'X accounts',
      printAs: 'X',
      companyName: 'X Ltd',
      prefix: 'Dr.',
      primaryEmailAddress: 'x@x.example',
      primaryPhoneNo: '1',
      faxNo: '2',
      ...theirAddress,
    }),
  },
  {
    action: 'createClass',
    input: { id: 'X', name: 'X class', description: 'About X', parentId: 'SUBS' },
    theirs: made(Company.ClassCreate, {
      classId: 'X',
      className: 'X class',
      description: 'About X',
      parentClassId: 'SUBS',
    }),
  },
  {
    action: 'updateClass',
    input: { id: 'SUBS', description: 'About X' },
    theirs: made(Company.ClassUpdate, { classId: 'SUBS', description: 'About X' }),
  },
  {
    action: 'createDepartment',
    input: { id: 'X', name: 'X department', parentId: 'D10', managerId: 'EMP1' },
    theirs: made(Company.DepartmentCreate, {
      departmentId: 'X',
      departmentName: 'X department',
      parentDepartmentId: 'D10',
      managerEmployeeId: 'EMP1',
    }),
  },
  {
    action: 'updateDepartment',
    input: { id: 'D30', managerId: 'EMP1' },
    theirs: made(Company.DepartmentUpdate, { departmentId: 'D30', managerEmployeeId: 'EMP1' }),
  },
  {
    action: 'createLocation',
    input: { id: 'X', name: 'X office', parentId: 'E100' },
    theirs: made(Company.LocationCreate, { locationId: 'X', locationName: 'X office', parentLocationId: 'E100' }),
  },
  {
    action: 'updateLocation',
    input: { id: 'E100', name: 'X office' },
    theirs: made(Company.LocationUpdate, { locationId: 'E100', locationName: 'X office' }),
  },
  {
    action: 'createEmployee',
    input: {
      id: 'X',
      contactName: 'Mara Quill',
      title: 'Consultant',
      departmentId: 'D20',
      locationId: 'E100',
      startDate: '2026-02-03',
    },
    theirs: made(EmployeeExpense.EmployeeCreate, {
      employeeId: 'X',
      contactName: 'Mara Quill',
      title: 'Consultant',
      departmentId: 'D20',
      locationId: 'E100',
      startDate: day(2, 3),
    }),
  },
  {
    action: 'updateEmployee',
    input: { id: 'EMP1', title: 'X consultant', departmentId: 'D20' },
    theirs: made(EmployeeExpense.EmployeeUpdate, { employeeId: 'EMP1', title: 'X consultant', departmentId: 'D20' }),
  },
  {
    action: 'createItem',
    input: { id: 'X', name: 'X audit', itemType: 'Non-Inventory', basePrice: '1200.00', taxable: true },
    theirs: made(InventoryControl.ItemCreate, {
      itemId: 'X',
      itemName: 'X audit',
      itemType: 'Non-Inventory',
      basePrice: '1200',
      taxable: true,
    }),
  },
  {
    action: 'updateItem',
    input: { id: 'SUPPORT', salesDescription: 'X support' },
    theirs: made(InventoryControl.ItemUpdate, { itemId: 'SUPPORT', salesDescription: 'X support' }),
  },
  {
    action: 'createWarehouse',
    input: { id: 'X', name: 'X warehouse', locationId: 'E200', managerId: 'EMP1' },
    theirs: made(InventoryControl.WarehouseCreate, {
      warehouseId: 'X',
      warehouseName: 'X warehouse',
      locationId: 'E200',
      managerEmployeeId: 'EMP1',
    }),
  },
  {
    action: 'updateWarehouse',
    input: { id: 'WH1', managerId: 'EMP1' },
    theirs: made(InventoryControl.WarehouseUpdate, { warehouseId: 'WH1', managerEmployeeId: 'EMP1' }),
  },
  {
    action: 'createProject',
    input: {
      id: 'X-3',
      name: 'X onboarding',
      category: 'Contract',
      customerId: 'C101',
      managerId: 'EMP1',
      startDate: '2026-02-01',
      endDate: '2026-06-30',
      budgetAmount: '25000.00',
    },
    theirs: made(Projects.ProjectCreate, {
      projectId: 'X-3',
      projectName: 'X onboarding',
      projectCategory: 'Contract',
      customerId: 'C101',
      projectManagerEmployeeId: 'EMP1',
      beginDate: day(2, 1),
      endDate: day(6, 30),
      budgetedBillingAmount: '25000',
    }),
  },
  {
    action: 'updateProject',
    input: { id: 'P100', description: 'X rollout', endDate: '2026-09-30' },
    theirs: made(Projects.ProjectUpdate, { projectId: 'P100', description: 'X rollout', endDate: day(9, 30) }),
  },
  {
    action: 'createTask',
    input: { projectId: 'P100', name: 'X training', taskStatus: 'Not Started', estimatedHours: '16' },
    theirs: made(Projects.TaskCreate, {
      projectId: 'P100',
      taskName: 'X training',
      taskStatus: 'Not Started',
      estimatedDuration: 16,
    }),
  },
];

const returnFormat = 'The SDK names XML, which is what an XML request gets anyway.';
const options = 'The SDK writes the defaults of the options out.';

const { QueryFilter, QueryOrderBy, QuerySelect } = Common.NewQuery;

const reads: readonly Pair[] = [
  {
    action: 'getInvoice',
    input: { key: '1' },
    theirs: made(Common.Read, { objectName: 'ARINVOICE', keys: [1] }),
    differences: { 'read/returnFormat': returnFormat },
  },
  {
    action: 'getCustomer',
    input: { id: 'C100' },
    theirs: made(Common.ReadByName, { objectName: 'CUSTOMER', names: ['C100'] }),
    differences: { 'readByName/returnFormat': returnFormat },
  },
  {
    action: 'describeObject',
    input: { object: 'CUSTOMER' },
    theirs: made(Common.Lookup, { objectName: 'CUSTOMER' }),
  },
  {
    action: 'query',
    input: {
      object: 'ARINVOICE',
      fields: ['RECORDID', 'TOTALDUE'],
      filter: "CUSTOMERID = 'C102' AND STATE IN ('Posted', 'Partially Paid')",
      orderBy: [{ field: 'TOTALDUE', descending: true }],
      pageSize: 2,
      offset: 4,
    },
    theirs: new Common.NewQuery.Query()
      .assignFromObject('ARINVOICE')
      .assignSelectFields(new QuerySelect.SelectBuilder().addFields(['RECORDID', 'TOTALDUE']).selects)
      .assignFilter(
        new QueryFilter.AndOperator([
          new QueryFilter.Filter('CUSTOMERID').equalTo('C102'),
          new QueryFilter.Filter('STATE').in(['Posted', 'Partially Paid']),
        ]),
      )
      .assignOrderBy(new QueryOrderBy.OrderBuilder().addDescending('TOTALDUE').orders)
      .assignPageSize(2)
      .assignOffset(4),
    differences: { 'query/options/caseinsensitive': options, 'query/options/showprivate': options },
  },
];

export const pairs: readonly Pair[] = [...receivables, ...payables, ...masters, ...reads, ...documentPairs];
