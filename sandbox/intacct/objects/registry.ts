import { arAdjustment, arAdjustmentItem } from './ar-adjustment.js';
import { arAdvance, arAdvanceItem } from './ar-advance.js';
import { arInvoice, arInvoiceItem } from './ar-invoice.js';
import { arPayment, arPaymentDetail } from './ar-payment.js';
import { arAdjustmentBatch, arInvoiceBatch, arPaymentBatch } from './ar-summary.js';
import { attachment, supdoc, supdocFolder } from './attachments.js';
import { contact } from './contact.js';
import { customer } from './customer.js';
import type { ObjectDefinition, ObjectRegistry } from './definition.js';
import { deposit } from './deposit.js';
import { glBatch, glDetail, glEntry } from './ledger.js';
import { apAccountLabel, arAccountLabel, glAccount } from './masters/accounts.js';
import { auditHistory } from './masters/audit-history.js';
import { taxDetail, taxSolution, userInfo } from './masters/company.js';
import { item } from './masters/items.js';
import { glJournal } from './masters/ledger.js';
import { classObject, department, employee, location, locationEntity, warehouse } from './masters/organisation.js';
import { exchangeRate, exchangeRateEntry, exchangeRateTypes } from './masters/rates.js';
import { apBillBatch, apTerm, arTerm, custType, vendType } from './masters/terms.js';
import { contract, project, task } from './masters/work.js';
import { checkingAccount, trxCurrencies } from './masters.js';
import { PAYABLE_OBJECTS } from './payables.js';
import { soDocument, soDocumentEntry, soDocumentSubtotals } from './so-document.js';

const DEFINITIONS: readonly ObjectDefinition[] = [
  soDocumentSubtotals,
  soDocumentEntry,
  soDocument,
  supdocFolder,
  supdoc,
  attachment,
  ...PAYABLE_OBJECTS,
  deposit,
  arAdvanceItem,
  arAdvance,
  arAdjustmentItem,
  arAdjustmentBatch,
  arAdjustment,
  apAccountLabel,
  apBillBatch,
  apTerm,
  arAccountLabel,
  arInvoice,
  arInvoiceBatch,
  arInvoiceItem,
  arPayment,
  arPaymentBatch,
  arPaymentDetail,
  arTerm,
  auditHistory,
  checkingAccount,
  classObject,
  contact,
  contract,
  customer,
  custType,
  department,
  employee,
  exchangeRate,
  exchangeRateEntry,
  exchangeRateTypes,
  glAccount,
  glBatch,
  glDetail,
  glEntry,
  glJournal,
  item,
  location,
  locationEntity,
  project,
  task,
  taxDetail,
  taxSolution,
  trxCurrencies,
  userInfo,
  vendType,
  warehouse,
];

/** Every object of the company, by its generic name. */
export const OBJECTS: ObjectRegistry = new Map(DEFINITIONS.map((definition) => [definition.name, definition]));
