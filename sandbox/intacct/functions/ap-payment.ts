import { fieldOf } from '../books/record.js';
import { LEGACY_DIMENSIONS, legacyDimensions } from '../dimensions/check.js';
import { createManualPayment, type ManualPaymentItem } from '../payables/manual-payment.js';
import { foundPayment } from '../payables/payment.js';
import { voidPayment } from '../payables/payment-workflow.js';
import { invalidValue, missingField, withWrapper } from '../refusals.js';
import { CURRENCY_GROUP } from '../schema/common.js';
import { child, type XmlElement } from '../xml/element.js';
import { leaf } from '../xml/write.js';
import type { FunctionDefinition } from './definition.js';
import { amountOf, currencyOf, dateOf, refuseUnread, textOf } from './legacy.js';

const OBJECTS = () => ['APPYMT'];

/** Elements whose values are read. */
const READ = `bankaccountid vendorid memo paymentmethod checkdate checkno billno basecurr currency exchratedate
  exchratetype exchrate payitems`.split(/\s+/);
const ITEM = ['glaccountno', 'accountlabel', 'paymentamount', ...LEGACY_DIMENSIONS];

const METHODS = ['Printed Check', 'Manual Check', 'Joint Check', 'Cash', 'EFT', 'Credit'];

/** A manual payment: it settles no bill, its items name the accounts. */
export const createApPayment: FunctionDefinition = {
  name: 'create_appayment',
  schema: {
    create_appayment: `(bankaccountid | chargecardid), vendorid, memo, paymentmethod?, checkdate, batchkey?, checkno?,
      billno?, basepaymentamount?, paymentexchratetype?, ${CURRENCY_GROUP}, payitems`,
    checkdate: 'year, month, day',
    payitems: 'payitem+',
    payitem: `(glaccountno | accountlabel), paymentamount, item1099?, departmentid?, locationid?, projectid?, taskid?,
      costtypeid?, customerid?, vendorid?, employeeid?, itemid?, classid?`,
  },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not create AP payment record!', () => {
      refuseUnread(element, READ);
      const payment = createManualPayment(
        {
          vendorId: textOf(element, 'vendorid'),
          bankAccountId: textOf(element, 'bankaccountid') || missingField('Bank account ID'),
          method: methodOf(element),
          date: dateOf(element, 'checkdate'),
          checkNo: textOf(element, 'checkno'),
          billNo: textOf(element, 'billno'),
          memo: textOf(element, 'memo'),
          exchange: currencyOf(element),
          items: (child(element, 'payitems')?.children ?? []).map(itemOf),
        },
        work,
      );
      return leaf('key', fieldOf(payment, 'RECORDNO'));
    }),
};

export const reverseApPayment: FunctionDefinition = {
  name: 'reverse_appayment',
  schema: { reverse_appayment: '@key, datereversed, description?' },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not reverse AP payment record!', () => {
      const payment = foundPayment(element.attributes.key ?? '', work);
      const date = dateOf(element, 'datereversed');
      const voided = voidPayment(payment, date, textOf(element, 'description'), work);
      return leaf('key', fieldOf(work.wrote('APPYMT', voided), 'RECORDNO'));
    }),
};

function methodOf(element: XmlElement): string {
  const sent = textOf(element, 'paymentmethod');
  if (sent === '') return 'Manual Check';
  return METHODS.includes(sent) ? sent : invalidValue('paymentmethod', sent);
}

function itemOf(item: XmlElement): ManualPaymentItem {
  refuseUnread(item, ITEM);
  return {
    account: textOf(item, 'glaccountno'),
    accountLabel: textOf(item, 'accountlabel'),
    amount: amountOf(item, 'paymentamount'),
    dimensions: legacyDimensions(item),
  };
}
