import type { GrammarSource } from './grammar.js';

const DATE = 'year, month, day';

/** The group that legacy functions share. A currency without a rate or a (possibly empty) rate type is refused. */
export const CURRENCY_GROUP = '(basecurr?, currency, ((exchratedate?, exchratetype) | exchrate))?';

/** Elements that mean the same in every legacy function. Lengths are those of the published 2.1 DTD. */
export const COMMON: GrammarSource = {
  datecreated: DATE,
  dateposted: DATE,
  datedue: DATE,
  datereceived: DATE,
  datereversed: DATE,
  exchratedate: DATE,
  paymentdate: DATE,
  revrecstartdate: DATE,
  revrecenddate: DATE,
  customfields: 'customfield*',
  customfield: 'customfieldname, customfieldvalue',
  invoiceno: 'TEXT 30',
  ponumber: 'TEXT 20',
  refid: 'TEXT 20',
  description: 'TEXT 80',
  memo: 'TEXT 500',
  glaccountno: 'TEXT 24',
  accountlabel: 'TEXT 80',
  termname: 'TEXT 40',
  currency: 'TEXT 3',
  basecurr: 'TEXT 3',
  action: 'TEXT 15',
  itemid: 'TEXT 30',
  classid: 'TEXT 30',
  projectid: 'TEXT 30',
};
