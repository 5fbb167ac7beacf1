/** A legacy list: the object behind it, and fields that bear other names there than in the generic functions. */
export interface LegacyList {
  readonly object: string;
  /** Legacy field → generic field. Others are the generic name in lower case. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Element of the lines in a record, and of one line. Without it lines are left out. */
  readonly lines?: { readonly list: string; readonly item: string; readonly fields: Readonly<Record<string, string>> };
}

const LINE_FIELDS = {
  line_num: 'LINE_NO',
  accountlabel: 'ACCOUNTLABEL',
  glaccountno: 'ACCOUNTNO',
  amount: 'TRX_AMOUNT',
  memo: 'ENTRYDESCRIPTION',
  locationid: 'LOCATIONID',
  departmentid: 'DEPARTMENTID',
  key: 'RECORDNO',
  totalpaid: 'TRX_TOTALPAID',
  projectid: 'PROJECTID',
  customerid: 'CUSTOMERID',
  vendorid: 'VENDORID',
  employeeid: 'EMPLOYEEID',
  itemid: 'ITEMID',
  classid: 'CLASSID',
};

const DOCUMENT_FIELDS = {
  key: 'RECORDNO',
  datecreated: 'WHENCREATED',
  dateposted: 'WHENPOSTED',
  datedue: 'WHENDUE',
  datepaid: 'WHENPAID',
  termname: 'TERMNAME',
  ponumber: 'DOCNUMBER',
  totalamount: 'TRX_TOTALENTERED',
  totalpaid: 'TRX_TOTALPAID',
  totaldue: 'TRX_TOTALDUE',
  state: 'STATE',
};

const document = (object: string, number: string, items: string): LegacyList => ({
  object,
  fields: { ...DOCUMENT_FIELDS, [number]: 'RECORDID' },
  lines: { list: items, item: 'lineitem', fields: LINE_FIELDS },
});

const payment = (object: string): LegacyList => ({
  object,
  fields: { key: 'RECORDNO', datereceived: 'RECEIPTDATE', paymentamount: 'TRX_TOTALENTERED', refid: 'DOCNUMBER' },
});

/** Attachments carry their files; the folder and the description lose their prefix. */
const SUPDOC: LegacyList = {
  object: 'SUPDOC',
  fields: { folder: 'SUPDOCFOLDERNAME', description: 'SUPDOCDESCRIPTION' },
  lines: {
    list: 'attachments',
    item: 'attachment',
    fields: {
      attachmentname: 'ATTACHMENTNAME',
      attachmenttype: 'ATTACHMENTTYPE',
      attachmentdata: 'ATTACHMENTDATA',
    },
  },
};

const JOURNAL_ENTRY: LegacyList = {
  object: 'GLBATCH',
  fields: {
    key: 'RECORDNO',
    journalid: 'JOURNAL',
    datecreated: 'BATCH_DATE',
    description: 'BATCH_TITLE',
    referenceno: 'REFERENCENO',
  },
  lines: {
    list: 'gltransactionentries',
    item: 'glentry',
    fields: {
      trtype: 'TR_TYPE',
      amount: 'TRX_AMOUNT',
      glaccountno: 'ACCOUNTNO',
      document: 'DOCUMENT',
      memo: 'DESCRIPTION',
      locationid: 'LOCATION',
      departmentid: 'DEPARTMENT',
    },
  },
};

const SALES: LegacyList = {
  object: 'SODOCUMENT',
  fields: { key: 'RECORDNO', transactiontype: 'DOCPARID', documentno: 'DOCNO', datecreated: 'WHENCREATED' },
};

/** Name in `get_list object="…"` → what it lists. Objects that bear their generic name in lower case need no entry. */
export const LEGACY_LISTS: Readonly<Record<string, LegacyList>> = {
  apadjustment: document('APADJUSTMENT', 'adjustmentno', 'apadjustmentitems'),
  appayment: payment('APPYMT'),
  aradjustment: document('ARADJUSTMENT', 'adjustmentno', 'aradjustmentitems'),
  arpayment: payment('ARPYMT'),
  arpaymentbatch: { object: 'ARPAYMENTBATCH', fields: { key: 'RECORDNO', batchtitle: 'TITLE' } },
  bankaccount: { object: 'CHECKINGACCOUNT', fields: { glaccountno: 'GLACCOUNTNO' } },
  bill: document('APBILL', 'billno', 'billitems'),
  billbatch: { object: 'APBILLBATCH', fields: { key: 'RECORDNO', batchtitle: 'TITLE' } },
  currency: { object: 'TRXCURRENCIES' },
  glaccount: { object: 'GLACCOUNT', fields: { glaccountno: 'ACCOUNTNO', title: 'TITLE' } },
  gltransaction: JOURNAL_ENTRY,
  invoice: document('ARINVOICE', 'invoiceno', 'invoiceitems'),
  invoicebatch: { object: 'ARINVOICEBATCH', fields: { key: 'RECORDNO', batchtitle: 'TITLE' } },
  journal: { object: 'GLJOURNAL' },
  sotransaction: SALES,
  supdoc: SUPDOC,
  supdocfolder: {
    object: 'SUPDOCFOLDER',
    fields: {
      supdocfoldername: 'NAME',
      supdocfolderdescription: 'DESCRIPTION',
      supdocparentfoldername: 'PARENTFOLDER',
    },
  },
  term: { object: 'ARTERM' },
  vendortype: { object: 'VENDTYPE' },
};

/** Lists that the gateway has and the sandbox has nothing to show for. */
export const UNKNOWN_LISTS: ReadonlySet<string> = new Set(
  `smarteventlog accountgroup apaymentrequest appaymentrequest contacttaxgroup customerachinfo
  customerchargecard customerbankaccount expensereport glbudget icitem icdocument ictransaction itemglgroup itemtaxgroup
  locationgroup potransaction pricelist productline projecttype recursotransaction reportingperiod revrecschedule
  revrectemplate statglaccount statjournal stkittransaction taxschedule territory timesheet timetype uom
  vendorentityaccount vsoeitempricelist`.split(/\s+/),
);
