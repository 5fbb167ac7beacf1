import type { IntacctSandbox } from '../../sandbox/intacct/index.js';

export interface Asked {
  status: number;
  contentType: string;
  text: string;
}

/** Sends a body as it is. */
export async function post(sandbox: IntacctSandbox, body: string, contentType = 'application/xml'): Promise<Asked> {
  const response = await fetch(sandbox.endpoint, { method: 'POST', body, headers: { 'content-type': contentType } });
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

export interface Envelope {
  control?: string;
  authentication?: string;
  transaction?: boolean;
  uniqueid?: boolean;
  /** Control ID → function, in order. */
  functions: Record<string, string>;
}

export function login(sandbox: IntacctSandbox, entity = ''): string {
  const { userId, companyId, userPassword } = sandbox.credentials;
  const location = entity === '' ? '' : `<locationid>${entity}</locationid>`;
  return `<login><userid>${userId}</userid><companyid>${companyId}</companyid><password>${userPassword}</password>${location}</login>`;
}

export function envelope(sandbox: IntacctSandbox, request: Envelope): string {
  const { senderId, senderPassword } = sandbox.credentials;
  const functions = Object.entries(request.functions).map(
    ([controlId, body]) => `<function controlid="${controlId}">${body}</function>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<request>
  <control>${
    request.control ??
    `<senderid>${senderId}</senderid><password>${senderPassword}</password><controlid>test-request</controlid>
    <uniqueid>${request.uniqueid ?? false}</uniqueid><dtdversion>3.0</dtdversion><includewhitespace>false</includewhitespace>`
  }</control>
  <operation transaction="${request.transaction ?? false}">
    <authentication>${request.authentication ?? login(sandbox)}</authentication>
    <content>${functions.join('')}</content>
  </operation>
</request>`;
}

export async function ask(sandbox: IntacctSandbox, request: Envelope): Promise<Asked> {
  return post(sandbox, envelope(sandbox, request));
}

/** One function in a request of its own. */
export async function call(sandbox: IntacctSandbox, body: string, controlId = 'fn-1'): Promise<string> {
  return (await ask(sandbox, { functions: { [controlId]: body } })).text;
}

/** Contents of every element of that name, in document order. */
export function all(text: string, name: string): string[] {
  return [...text.matchAll(new RegExp(`<${name}(?: [^>]*)?>(.*?)</${name}>`, 'gs'))].map((match) => match[1] ?? '');
}

export function one(text: string, name: string): string {
  const [value] = all(text, name);
  if (value === undefined) throw new Error(`No <${name}> in ${text}`);
  return value;
}

export function attribute(text: string, element: string, name: string): string {
  return new RegExp(`<${element} [^>]*\\b${name}="([^"]*)"`).exec(text)?.[1] ?? '';
}

/** Statuses of the results, in order. */
export function statuses(text: string): string[] {
  return all(text, 'result').map((result) => one(result, 'status'));
}

/** Everything a refused write must leave alone. */
export function written(sandbox: IntacctSandbox): object {
  const objects = ['ARINVOICE', 'ARINVOICEITEM', 'ARPYMT', 'ARPYMTDETAIL', 'CONTACT', 'CUSTOMER', 'GLBATCH', 'GLENTRY'];
  return {
    commits: sandbox.commits.length,
    // How long an invoice is overdue depends on the day, not on what is written.
    books: objects.map((object) => sandbox.books.list(object).map((record) => ({ ...record, DUE_IN_DAYS: '' }))),
  };
}

export function customerXml(id: string, more = ''): string {
  return `<create><CUSTOMER><CUSTOMERID>${id}</CUSTOMERID><NAME>Customer ${id}</NAME>
    <DISPLAYCONTACT><PRINTAS>Customer ${id}</PRINTAS></DISPLAYCONTACT>${more}</CUSTOMER></create>`;
}

export interface InvoiceXml {
  customer?: string;
  date?: string;
  due?: string;
  action?: string;
  number?: string;
  currency?: string;
  line?: string;
}

export function invoiceXml(options: InvoiceXml = {}): string {
  const [year, month, day] = (options.date ?? '2026-02-03').split('-');
  return `<create_invoice><customerid>${options.customer ?? 'C101'}</customerid>
    <datecreated><year>${year}</year><month>${month}</month><day>${day}</day></datecreated>
    ${options.due ?? '<termname>N30</termname>'}${options.action ? `<action>${options.action}</action>` : ''}
    ${options.number ? `<invoiceno>${options.number}</invoiceno>` : ''}
    ${options.currency ? `<currency>${options.currency}</currency><exchratetype></exchratetype>` : ''}
    <invoiceitems><lineitem>${options.line ?? '<glaccountno>4000</glaccountno><amount>120.50</amount>'}</lineitem></invoiceitems>
  </create_invoice>`;
}

export function paymentXml(invoiceKey: string, amount: string, more = ''): string {
  return `<create><ARPYMT><FINANCIALENTITY>BANK1</FINANCIALENTITY><PAYMENTMETHOD>EFT</PAYMENTMETHOD>
    <CUSTOMERID>C101</CUSTOMERID><RECEIPTDATE>02/20/2026</RECEIPTDATE>${more}
    <ARPYMTDETAILS><ARPYMTDETAIL><RECORDKEY>${invoiceKey}</RECORDKEY>
      <TRX_PAYMENTAMOUNT>${amount}</TRX_PAYMENTAMOUNT></ARPYMTDETAIL></ARPYMTDETAILS></ARPYMT></create>`;
}
