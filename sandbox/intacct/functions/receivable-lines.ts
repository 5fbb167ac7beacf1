import type { Work } from '../company/work.js';
import { LEGACY_DIMENSIONS, legacyDimensions } from '../dimensions/check.js';
import { draftOf, type LineDraft } from '../receivables/invoice-draft.js';
import type { ReceivableKind } from '../receivables/kind.js';
import { foundReceivable } from '../receivables/receivable.js';
import { invalidValue } from '../refusals.js';
import { child, type XmlElement } from '../xml/element.js';
import { amountOf, refuseUnread, textOf } from './legacy.js';

/** Lines of invoices and adjustments: what the legacy functions of both share. */

const LINE_ITEM = `(accountlabel | glaccountno), offsetglaccountno?, amount, allocationid?, memo?, locationid?,
  departmentid?, item1099?, form1099type?, form1099box?, key?, totalpaid?, totaldue?, customfields?,
  revrectemplate?, defrevaccount?, revrecstartdate?, revrecenddate?, projectid?, taskid?, costtypeid?,
  customerid?, vendorid?, employeeid?, itemid?, classid?, contractid?, warehouseid?, billable?, taxentries?`;

const CHANGED_LINE = LINE_ITEM.replace('glaccountno)', 'glaccountno)?').replace('amount,', 'amount?,');

export const LINE_SCHEMA = {
  lineitem: LINE_ITEM,
  updatelineitem: `@line_num, ${CHANGED_LINE}`,
  taxentries: 'taxentry+',
  taxentry: 'detailid, trx_tax?',
};

const LINE = [...'accountlabel glaccountno offsetglaccountno amount memo'.split(' '), ...LEGACY_DIMENSIONS];

export function submitOf(element: XmlElement): boolean {
  const action = textOf(element, 'action').toLowerCase();
  if (action === '' || action === 'submit') return true;
  return action === 'draft' ? false : invalidValue('action', action);
}

export function lineDraft(line: XmlElement): LineDraft {
  refuseUnread(line, LINE);
  return {
    recordno: '',
    accountLabel: textOf(line, 'accountlabel'),
    account: textOf(line, 'glaccountno'),
    offsetAccount: textOf(line, 'offsetglaccountno'),
    amount: amountOf(line, 'amount'),
    memo: textOf(line, 'memo'),
    locationId: textOf(line, 'locationid'),
    departmentId: textOf(line, 'departmentid'),
    customerId: textOf(line, 'customerid'),
    itemId: textOf(line, 'itemid'),
    dimensions: legacyDimensions(line),
  };
}

/** The lines as they are with the changes that `sent` holds laid on them; `line_num` counts from 1. */
export function changedLines(sent: readonly XmlElement[], kind: ReceivableKind, key: string, work: Work): LineDraft[] {
  const lines = [...draftOf(foundReceivable(kind, key, work), work, kind).lines];
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

function changedLine(before: LineDraft, sent: XmlElement): LineDraft {
  refuseUnread(sent, LINE);
  const value = (name: string, old: string) => (child(sent, name) ? textOf(sent, name) : old);
  return {
    ...before,
    accountLabel: value('accountlabel', before.accountLabel),
    account: value('glaccountno', before.account),
    offsetAccount: value('offsetglaccountno', before.offsetAccount),
    amount: child(sent, 'amount') ? amountOf(sent, 'amount') : before.amount,
    memo: value('memo', before.memo),
    locationId: value('locationid', before.locationId),
    departmentId: value('departmentid', before.departmentId),
    customerId: value('customerid', before.customerId),
    itemId: value('itemid', before.itemId),
    dimensions: { ...before.dimensions, ...legacyDimensions(sent) },
  };
}
