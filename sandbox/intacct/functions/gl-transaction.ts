import { fieldOf } from '../books/record.js';
import { LEGACY_DIMENSIONS, legacyDimensions } from '../dimensions/check.js';
import type { JournalLineDraft } from '../general-ledger/journal-draft.js';
import { createJournalEntry } from '../general-ledger/journal-entry.js';
import { invalidValue, withWrapper } from '../refusals.js';
import { CURRENCY_GROUP } from '../schema/common.js';
import { child, type XmlElement } from '../xml/element.js';
import { leaf } from '../xml/write.js';
import type { FunctionDefinition } from './definition.js';
import { amountOf, currencyOf, dateOf, refuseUnread, textOf } from './legacy.js';

const DATE = 'year, month, day';
/** The group that legacy functions share, without a base currency. */
const LINE_CURRENCY = CURRENCY_GROUP.replace('basecurr?, ', '');

/** Elements whose values are read. */
const HEADER = `journalid datecreated reversedate description referenceno sourceentity gltransactionentries`.split(' ');
const LINE = [
  ...`trtype amount glaccountno document memo currency exchratedate exchratetype exchrate`.split(' '),
  ...LEGACY_DIMENSIONS,
];

export const createGlTransaction: FunctionDefinition = {
  name: 'create_gltransaction',
  schema: {
    create_gltransaction: `journalid, datecreated, reversedate?, description, referenceno?, sourceentity?, customfields?,
      gltransactionentries`,
    reversedate: DATE,
    recon_date: DATE,
    referenceno: 'TEXT 20',
    gltransactionentries: 'glentry+',
    glentry: `trtype, amount, glaccountno, document?, datecreated?, memo?, locationid?, departmentid?, customerid?,
      vendorid?, employeeid?, projectid?, itemid?, classid?, contractid?, warehouseid?, customfields?, recon_date?,
      ${LINE_CURRENCY}`,
  },
  objects: () => ['GLBATCH'],
  run: ({ element, work }) =>
    withWrapper('Could not create Journal entry record!', () => {
      refuseUnread(element, HEADER);
      const entry = createJournalEntry(
        {
          journal: textOf(element, 'journalid'),
          date: dateOf(element, 'datecreated'),
          title: textOf(element, 'description'),
          referenceNo: textOf(element, 'referenceno'),
          reverseDate: dateOf(element, 'reversedate'),
          comment: '',
          supdocId: '',
          transactionSource: '',
          baseLocation: textOf(element, 'sourceentity'),
          submit: true,
          lines: (child(element, 'gltransactionentries')?.children ?? []).map(lineOf),
        },
        work,
      );
      return leaf('key', fieldOf(entry, 'RECORDNO'));
    }),
};

function lineOf(line: XmlElement): JournalLineDraft {
  refuseUnread(line, LINE);
  const side = textOf(line, 'trtype');
  return {
    account: textOf(line, 'glaccountno'),
    side: side === 'debit' || side === 'credit' ? side : invalidValue('trtype', side),
    amount: amountOf(line, 'amount'),
    memo: textOf(line, 'memo'),
    document: textOf(line, 'document'),
    exchange: currencyOf(line),
    dimensions: legacyDimensions(line),
  };
}
