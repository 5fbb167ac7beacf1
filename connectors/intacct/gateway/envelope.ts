import { XMLBuilder } from 'fast-xml-parser';
import { ConnectorError } from '../../errors.js';

/** A value in a request. `undefined` is left out, `''` is an empty element (which clears a field), an array repeats it. */
export type XmlValue = string | undefined | XmlElement | readonly XmlValue[];
export interface XmlElement {
  readonly [name: string]: XmlValue;
}

/** One gateway function, such as `create_invoice`. The order of `body` is the order on the wire. */
export interface GatewayFunction {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly body: XmlElement;
}

export interface Envelope {
  readonly senderId: string;
  readonly senderPassword: string;
  /** Correlation only: echoed by the gateway, never checked for uniqueness. */
  readonly requestId: string;
  /** Whether the gateway refuses a function whose control ID has been executed before. */
  readonly unique: boolean;
  readonly authentication: XmlElement;
  /** From `functionXml`. */
  readonly functions: readonly string[];
}

const attribute = '@';
const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: attribute });

/** The request as XML, elements in the order that the gateway's schema demands (facts/intacct-xml.md §2). */
export function requestXml({ functions, authentication, ...control }: Envelope): string {
  const controlXml = elementXml('control', {
    senderid: control.senderId,
    password: control.senderPassword,
    controlid: control.requestId,
    uniqueid: String(control.unique),
    dtdversion: '3.0',
    includewhitespace: 'false',
  });
  return (
    `<?xml version="1.0" encoding="UTF-8"?><request>${controlXml}<operation transaction="false">` +
    `${elementXml('authentication', authentication)}<content>${functions.join('')}</content></operation></request>`
  );
}

/**
 * One `<function>` element. Throws `invalid_input` for text or names that XML 1.0 cannot carry: nothing a caller sends can
 * change the structure of a request.
 */
export function functionXml(controlId: string, call: GatewayFunction): string {
  const attributes = Object.entries(call.attributes ?? {}).map(([name, value]) => [attribute + name, value]);
  return elementXml('function', {
    [`${attribute}controlid`]: controlId,
    [call.name]: { ...Object.fromEntries(attributes), ...call.body },
  });
}

function elementXml(name: string, content: XmlElement): string {
  // Readers of XML make a line feed of a bare carriage return.
  return builder.build({ [name]: sendable(content, name) }).replaceAll('\r', '&#13;');
}

function sendable(value: XmlValue, path: string): unknown {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return sendableText(value, path);
  if (Array.isArray(value)) return value.map((item) => sendable(item, path)).filter((item) => item !== undefined);
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => {
      if (name.startsWith(attribute)) requireOneLine(child, path);
      return [sendableName(name, path), sendable(child, `${path}.${name}`)];
    }),
  );
}

/** Readers of XML make spaces of tabs and line ends in attributes. */
function requireOneLine(value: XmlValue, path: string): void {
  if (value === undefined || (typeof value === 'string' && !/[\t\n\r]/.test(value))) return;
  throw refused(path, 'an attribute is text of one line');
}

// XML 1.0 knows tab, line feed and carriage return below U+0020, and no lone surrogates.
const unsendable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

function sendableText(text: string, path: string): string {
  const found = unsendable.exec(text);
  if (!found) return text;
  throw refused(path, `the character U+${hex(found[0])} cannot be sent in XML`);
}

function sendableName(name: string, path: string): string {
  if (/^@?[A-Za-z_][\w.-]*$/.test(name)) return name;
  throw refused(path, `"${name}" is not a field name`);
}

function refused(path: string, problem: string): ConnectorError {
  const field = path.split('.').at(-1) ?? path;
  return new ConnectorError({
    kind: 'invalid_input',
    message: `${field}: ${problem}.`,
    advice: 'Remove it from the value. Nothing was sent.',
    details: { field },
  });
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
