import { dimensionFields } from './dimensions.js';
import { always, currency, date, decimal, integer, key, money, text, timestamp } from './field.js';
import { shapeOf } from './shape.js';

/** Orders, invoices, returns and whatever else a company has defined. Amounts are in the document's currency. */
export const orderEntryDocument = shapeOf('SODOCUMENT', {
  key: always(key()),
  id: always(text('DOCID', 100, 'Transaction type and number, such as "Sales Invoice-INV0001".')),
  number: text('DOCNO', 45),
  transactionType: text('DOCPARID', 80),
  state: always(text('STATE')),
  customerId: always(text('CUSTVENDID', 20)),
  customerName: text('CUSTVENDNAME'),
  date: date('WHENCREATED'),
  postingDate: date('WHENPOSTED'),
  dueDate: date('WHENDUE'),
  createdFrom: text('CREATEDFROM', 100, 'ID of the document that was converted into this one.'),
  referenceNumber: text('PONUMBER', 20),
  message: text('MESSAGE'),
  paymentTerm: text('TERM.NAME', 40),
  billToContact: text('BILLTO.CONTACTNAME', 200),
  shipToContact: text('SHIPTO.CONTACTNAME', 200),
  currency: currency(),
  exchangeRate: decimal('EXCHRATE'),
  subtotal: money('TRX_SUBTOTAL'),
  total: money('TRX_TOTAL'),
  totalDue: money('TRX_TOTALDUE'),
  invoiceKey: {
    ...key('PRRECORDKEY'),
    out: key('PRRECORDKEY').out.describe(
      'Record number in Accounts Receivable: of the invoice to pay or, for a return, of the credit memo. Null before ' +
        'it posts there; editing the document gives a new one.',
    ),
  },
  createdAt: timestamp('AUWHENCREATED'),
  modifiedAt: timestamp('WHENMODIFIED'),
  entityId: text('MEGAENTITYID', 20, 'Owning entity; null at the top level.'),
  url: text('RECORD_URL'),
});

const { wire: _fromZero, ...number } = integer('LINE_NO');

/** From 1, as on other documents and in `update_sotransaction`; Intacct shows these from 0. */
const lineNumber = {
  ...number,
  read: (textAt: (path: string) => string) => {
    const fromZero = number.read(textAt);
    return typeof fromZero === 'number' ? fromZero + 1 : null;
  },
};

export const orderEntryLine = shapeOf('SODOCUMENTENTRY', {
  key: always(key()),
  lineNumber,
  description: text('ITEMDESC', 200),
  quantity: decimal('QUANTITY'),
  unit: text('UNIT', 30),
  price: decimal('TRX_PRICE'),
  amount: money('TRX_VALUE'),
  memo: text('MEMO', 500),
  ...dimensionFields(),
});
