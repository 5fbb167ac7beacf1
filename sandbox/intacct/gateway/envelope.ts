import { FUNCTIONS } from '../functions/registry.js';
import { Grammar } from '../schema/grammar.js';
import { child, childrenNamed, childText, type XmlElement } from '../xml/element.js';
import { parseXml, XmlError } from '../xml/parse.js';

/** A request that is well-formed and fits the schema, function contents included. */
export interface Envelope {
  readonly control: Control;
  readonly transaction: boolean;
  readonly authentication: Authentication;
  readonly functions: readonly CalledFunction[];
  readonly includeWhitespace: boolean;
}

export interface Control {
  readonly senderId: string;
  readonly password: string;
  readonly controlId: string;
  /** As sent; when left out the gateway acts as if it were `true`. */
  readonly uniqueId: string;
  readonly dtdVersion: string;
  readonly policyId: string;
  readonly additionalInfo: boolean;
}

export type Authentication =
  | { readonly kind: 'session'; readonly sessionId: string }
  | {
      readonly kind: 'login';
      readonly userId: string;
      readonly companyId: string;
      readonly password: string;
      readonly clientId: string;
      readonly locationId: string;
    };

export interface CalledFunction {
  readonly name: string;
  readonly controlId: string;
  readonly element: XmlElement;
}

const ENVELOPE = new Grammar({
  request: 'control, operation+',
  control: `senderid, password?, controlid, uniqueid?, dtdversion?, policyid?, debug?, includewhitespace?,
    showadditionalerrorinfo?`,
  controlid: 'TEXT 256',
  operation: '@transaction?, authentication, preferences*, content*',
  authentication: '(login | sessionid)',
  login: 'userid, companyid, password, clientid?, locationid?',
  preferences: 'ANY',
  content: 'function+',
  function: '@controlid, ANY',
});

const GRAMMARS = new Map([...FUNCTIONS].map(([name, { schema }]) => [name, new Grammar(schema)]));

/** Throws `XmlError` for whatever the schema does not allow. */
export function readEnvelope(source: string): Envelope {
  const request = parseXml(source);
  if (request.name !== 'request') throw new XmlError(`Element '${request.name}': This element is not expected.`, 0);
  ENVELOPE.check(request);
  const [operation, second] = childrenNamed(request, 'operation');
  if (!operation || second) throw new XmlError('Exactly one operation is supported.', second?.offset ?? 0);
  const control = child(request, 'control');
  return {
    control: controlOf(control),
    transaction: operation.attributes.transaction === 'true',
    authentication: authenticationOf(child(operation, 'authentication')),
    functions: childrenNamed(operation, 'content').flatMap(({ children }) => children.map(functionOf)),
    includeWhitespace: control === undefined || childText(control, 'includewhitespace') !== 'false',
  };
}

function controlOf(control: XmlElement | undefined): Control {
  const text = (name: string) => (control && childText(control, name)) ?? '';
  return {
    senderId: text('senderid'),
    password: text('password'),
    controlId: text('controlid'),
    uniqueId: text('uniqueid'),
    dtdVersion: text('dtdversion'),
    policyId: text('policyid'),
    additionalInfo: text('showadditionalerrorinfo') === 'true',
  };
}

function authenticationOf(authentication: XmlElement | undefined): Authentication {
  const [credential] = authentication?.children ?? [];
  if (!credential || credential.name === 'sessionid') {
    return { kind: 'session', sessionId: credential?.text.trim() ?? '' };
  }
  const text = (name: string) => childText(credential, name) ?? '';
  return {
    kind: 'login',
    userId: text('userid'),
    companyId: text('companyid'),
    password: text('password'),
    clientId: text('clientid'),
    locationId: text('locationid'),
  };
}

function functionOf(element: XmlElement): CalledFunction {
  const [called, extra] = element.children;
  if (!called) throw new XmlError("Element 'function': Missing child element(s).", element.offset);
  const grammar = GRAMMARS.get(called.name);
  const unexpected = grammar ? extra : called;
  if (unexpected) {
    throw new XmlError(`Element '${unexpected.name}': This element is not expected.`, unexpected.offset);
  }
  grammar?.check(called);
  const controlId = element.attributes.controlid ?? '';
  if (controlId.length > 256) throw new XmlError('The control ID of a function is too long.', element.offset);
  return { name: called.name, controlId, element: called };
}
