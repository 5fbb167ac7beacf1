import { choice, date, flag, text } from './field.js';
import { payableFields, payableLineFields, payableStamps } from './payable.js';
import { shapeOf } from './shape.js';

export const bill = shapeOf('APBILL', {
  ...payableFields,
  billDate: date('WHENCREATED'),
  dueDate: date('WHENDUE'),
  paymentTerm: text('TERMNAME', 40, 'Name of an AP term, such as "N30".'),
  recommendedPaymentDate: date('RECPAYMENTDATE'),
  priority: choice('PAYMENTPRIORITY', ['urgent', 'high', 'normal', 'low']),
  onHold: flag('ONHOLD'),
  referenceNumber: text('DOCNUMBER', 45, 'Purchase order or other reference.'),
  payToContact: text('BILLTOPAYTOCONTACTNAME', 200, 'Name of the contact to pay; the vendor’s when left out.'),
  returnToContact: text('SHIPTORETURNTOCONTACTNAME', 200, 'Name of the contact that goods go back to.'),
  summary: text('PRBATCH', 80, 'Only where bill summaries are user-specified.'),
  ...payableStamps,
});

export const billLine = shapeOf('APBILLITEM', payableLineFields);
