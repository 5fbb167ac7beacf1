import type { Company } from '../company/company.js';
import { perform } from '../company/perform.js';
import { Copier, type Partner } from './copier.js';
import { type Model, modelBill, modelInvoice } from './models.js';
import { completeOptions, type GenerateOptions } from './options.js';

/** Documents that are made by the rules before copies of them are made: enough for amounts and days to vary. */
const MODELS = 730;

/** Fills a company with as much as is asked for. Every document was made by the rules or is a copy of one that was. */
export function generate(company: Company, options: GenerateOptions): void {
  const { customers, invoices, paidInvoices, vendors, bills } = completeOptions(options);
  const buyers = Array.from({ length: customers }, (_, index) => createPartner(company, CUSTOMER, index));
  const invoice = (paid: boolean) => (id: string, number: string, index: number) =>
    modelInvoice(company, id, number, index, paid);
  generateDocuments(company, buyers, paidInvoices, 'GEN-P', invoice(true));
  generateDocuments(company, buyers, invoices - paidInvoices, 'GEN-O', invoice(false));
  const sellers = Array.from({ length: vendors }, (_, index) => createPartner(company, VENDOR, index));
  const bill = (id: string, number: string, index: number) => modelBill(company, id, number, index);
  generateDocuments(company, sellers, bills, 'GEN-B', bill);
  company.books.keep();
}

interface PartnerKind {
  readonly object: 'CUSTOMER' | 'VENDOR';
  readonly name: string;
  /** Begins the generated IDs. */
  readonly prefix: string;
  /** Stands before the ID in the name of a contact that the system makes. */
  readonly mark: string;
}

const CUSTOMER: PartnerKind = { object: 'CUSTOMER', name: 'Customer', prefix: 'G', mark: 'C' };
const VENDOR: PartnerKind = { object: 'VENDOR', name: 'Vendor', prefix: 'GV', mark: 'V' };

function createPartner(company: Company, kind: PartnerKind, index: number): Partner {
  const { object, mark } = kind;
  const id = kind.prefix + String(index + 1).padStart(6, '0');
  const name = `${kind.name} ${index + 1}`;
  perform(
    company,
    `<create><${object}><${object}ID>${id}</${object}ID><NAME>${name}</NAME><TERMNAME>N30</TERMNAME>
      <DISPLAYCONTACT><PRINTAS>${name}</PRINTAS></DISPLAYCONTACT></${object}></create>`,
  );
  company.books.keep();
  return { id, contact: `${name}(${mark}${id})` };
}

function generateDocuments(
  company: Company,
  partners: readonly Partner[],
  count: number,
  prefix: string,
  model: (partnerId: string, number: string, index: number) => Model,
): void {
  const copiers: Copier[] = [];
  for (let index = 0; index < count; index += 1) {
    const partner = partners[index % partners.length];
    if (!partner) return;
    const number = `${prefix}${index + 1}`;
    const copier = copiers[index % MODELS];
    if (copier) copier.copy(number, partner);
    else copiers.push(new Copier(company, model(partner.id, number, index), partner));
  }
}
