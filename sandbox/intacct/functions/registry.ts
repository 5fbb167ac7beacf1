import { createArAdjustment, deleteArAdjustment, updateArAdjustment } from './ar-adjustment.js';
import { applyArPayment, createArPayment, reverseArPayment } from './ar-payment.js';
import { createArPaymentBatch, createInvoiceBatch } from './ar-summary.js';
import { createSupdoc, createSupdocFolder, deleteSupdoc, deleteSupdocFolder, updateSupdoc } from './attachment.js';
import type { FunctionDefinition } from './definition.js';
import { recordDepositFunction } from './deposit.js';
import { create, remove, update } from './generic-write.js';
import { createGlTransaction } from './gl-transaction.js';
import {
  createInvoiceFunction,
  deleteInvoiceFunction,
  reverseInvoiceFunction,
  updateInvoiceFunction,
} from './invoice.js';
import { METADATA_FUNCTIONS } from './metadata/registry.js';
import { PAYABLE_FUNCTIONS } from './payables.js';
import { query } from './query.js';
import { read, readByName } from './read.js';
import { readByQuery, readMore } from './read-by-query.js';
import { retrievePdf } from './retrieve-pdf.js';
import { getApiSession } from './session.js';
import { createSoTransaction, deleteSoTransaction, updateSoTransaction } from './so-transaction.js';

const DEFINITIONS: readonly FunctionDefinition[] = [
  updateSoTransaction,
  deleteSoTransaction,
  createSoTransaction,
  retrievePdf,
  updateSupdoc,
  deleteSupdocFolder,
  deleteSupdoc,
  createSupdocFolder,
  createSupdoc,
  ...PAYABLE_FUNCTIONS,
  createGlTransaction,
  reverseArPayment,
  recordDepositFunction,
  createInvoiceBatch,
  createArPaymentBatch,
  updateArAdjustment,
  deleteArAdjustment,
  createArAdjustment,
  applyArPayment,
  create,
  createArPayment,
  createInvoiceFunction,
  deleteInvoiceFunction,
  getApiSession,
  ...METADATA_FUNCTIONS,
  query,
  read,
  readByName,
  readByQuery,
  readMore,
  remove,
  reverseInvoiceFunction,
  update,
  updateInvoiceFunction,
];

/** Every function the gateway knows, by element name. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = new Map(
  DEFINITIONS.map((definition) => [definition.name, definition]),
);
