import type { Work } from '../company/work.js';
import { LEGACY_DIMENSIONS, legacyDimensions } from '../dimensions/check.js';
import type { PayableKind } from '../payables/kind.js';
import { foundPayable } from '../payables/payable.js';
import { draftOf, type PayableLineDraft } from '../payables/payable-draft.js';
import { invalidValue } from '../refusals.js';
import { child, type XmlElement } from '../xml/element.js';
import { amountOf, refuseUnread, textOf } from './legacy.js';

/** Lines of bills and AP adjustments: what the legacy functions of both share. */

const BEGIN = `(accountlabel | glaccountno), offsetglaccountno?, amount, allocationid?, memo?, locationid?, departmentid?`;
const END = `key?, totalpaid?, totaldue?, customfields?, projectid?, taskid?, costtypeid?, customerid?, vendorid?,
  employeeid?, itemid?, classid?, contractid?, warehouseid?`;

const TAXES = { taxentries: 'taxentry+', taxentry: 'detailid, trx_tax?' };

const BILL_LINE = `${BEGIN}, item1099?, form1099type?, form1099box?, ${END}, billable?, taxentries?`;
const CHANGED_LINE = BILL_LINE.replace('glaccountno)', 'glaccountno)?').replace('amount,', 'amount?,');

export const BILL_LINE_SCHEMA = { lineitem: BILL_LINE, updatelineitem: `@line_num, ${CHANGED_LINE}`, ...TAXES };
export const ADJUSTMENT_LINE_SCHEMA = { lineitem: `${BEGIN}, ${END}, taxentries?`, ...TAXES };

const LINE = [
  ...['accountlabel', 'glaccountno', 'offsetglaccountno', 'amount', 'memo', 'item1099', 'billable'],
  ...LEGACY_DIMENSIONS,
];

export function lineDraft(line: XmlElement): PayableLineDraft {
  refuseUnread(line, LINE);
  return {
    recordno: '',
    accountLabel: textOf(line, 'accountlabel'),
    account: textOf(line, 'glaccountno'),
    offsetAccount: textOf(line, 'offsetglaccountno'),
    amount: amountOf(line, 'amount'),
    memo: textOf(line, 'memo'),
    form1099: flagOf(line, 'item1099'),
    billable: flagOf(line, 'billable'),
    dimensions: legacyDimensions(line),
  };
}

/** The lines as they are with the changes that `sent` holds laid on them; `line_num` counts from 1. */
export function changedLines(sent: readonly XmlElement[], kind: PayableKind, key: string, work: Work) {
  const lines = [...draftOf(kind, foundPayable(kind, key, work), work).lines];
  for (const each of sent) {
    if (each.name === 'lineitem') {
      lines.push(lineDraft(each));
      continue;
    }
    const number = Number(each.attributes.line_num);
    const before = lines[number - 1];
    if (!before) return invalidValue('line_num', each.attributes.line_num ?? '');
    lines[number - 1] = changedLine(before, each);
  }
  return lines;
}

function changedLine(before: PayableLineDraft, sent: XmlElement): PayableLineDraft {
  refuseUnread(sent, LINE);
  const value = (name: string, old: string) => (child(sent, name) ? textOf(sent, name) : old);
  const flag = (name: string, old: string) => (child(sent, name) ? flagOf(sent, name) : old);
  return {
    ...before,
    accountLabel: value('accountlabel', before.accountLabel),
    account: value('glaccountno', before.account),
    offsetAccount: value('offsetglaccountno', before.offsetAccount),
    amount: child(sent, 'amount') ? amountOf(sent, 'amount') : before.amount,
    memo: value('memo', before.memo),
    form1099: flag('item1099', before.form1099),
    billable: flag('billable', before.billable),
    dimensions: { ...before.dimensions, ...legacyDimensions(sent) },
  };
}

/** `true`, `false` or, absent, nothing. */
export function flagOf(element: XmlElement, name: string): string {
  const sent = textOf(element, name).toLowerCase();
  return sent === '' || sent === 'true' || sent === 'false' ? sent : invalidValue(name, sent);
}
