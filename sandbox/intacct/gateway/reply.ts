import type { CompanySettings } from '../company/settings.js';
import type { ErrorEntry } from '../refusals.js';
import { escapeText, leaf, type Markup, withWhitespace, wrap } from '../xml/write.js';
import { additionalInfo } from './additional-info.js';
import type { Control } from './envelope.js';
import type { Session } from './sessions.js';

/** What goes back over HTTP. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface FunctionResult {
  readonly status: 'success' | 'failure' | 'aborted';
  readonly function: string;
  readonly controlId: string;
  /** `<key>` or `<data>`; empty where a success has no more to say. */
  readonly payload: Markup;
  readonly errors: readonly ErrorEntry[];
}

const XML = 'text/xml; encoding="UTF-8"';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Writes the replies of the application's dialect, with a support ID on every error. */
export class ReplyWriter {
  #supportIds = 0;

  constructor(private readonly settings: CompanySettings) {}

  controlFailure(control: Control | undefined, errors: readonly ErrorEntry[], status = 200): Reply {
    return this.#xml(controlPart('failure', control) + this.#errorMessage(errors, control), true, status);
  }

  authenticationFailure(
    control: Control,
    who: { userId: string; companyId: string },
    errors: readonly ErrorEntry[],
  ): Reply {
    const authentication = leaf('status', 'failure') + leaf('userid', who.userId) + leaf('companyid', who.companyId);
    const operation = wrap('authentication', authentication) + this.#errorMessage(errors, control);
    return this.#xml(controlPart('success', control) + wrap('operation', operation));
  }

  results(control: Control, session: Session, results: readonly FunctionResult[], whitespace: boolean): Reply {
    const content = authenticationPart(session) + results.map((result) => this.#result(result, control)).join('');
    return this.#xml(controlPart('success', control) + wrap('operation', content), whitespace);
  }

  #result({ status, function: name, controlId, payload, errors }: FunctionResult, control: Control): Markup {
    const head = leaf('status', status) + leaf('function', name) + leaf('controlid', controlId);
    return wrap('result', head + payload + (errors.length > 0 ? this.#errorMessage(errors, control) : ''));
  }

  #errorMessage(errors: readonly ErrorEntry[], control: Control | undefined): Markup {
    const more = (error: ErrorEntry) => (control?.additionalInfo ? additionalInfo(error) : '');
    return wrap('errormessage', errors.map((error) => this.#error(error, more(error))).join(''));
  }

  #error({ errorno, description = '', description2, correction = '' }: ErrorEntry, more: Markup): Markup {
    const text = description2 === '' ? '' : `${description2} [Support ID: ${this.#supportId()}]`;
    const number = errorno === '' ? '' : leaf('errorno', errorno);
    return wrap(
      'error',
      number +
        leaf('description', this.#entities(description)) +
        leaf('description2', this.#entities(text)) +
        leaf('correction', this.#entities(correction)) +
        more,
    );
  }

  #entities(text: string): string {
    return this.settings.errorTextEntities === 'twice' ? escapeText(text) : text;
  }

  /** Looks like the real ones: two parts joined by an URL-encoded tilde. */
  #supportId(): string {
    this.#supportIds += 1;
    const count = this.#supportIds.toString(36).padStart(6, '0');
    return `sbx0WEB${count}%7E${(this.#supportIds * 2_654_435_761).toString(36).toUpperCase()}`;
  }

  #xml(content: Markup, whitespace = true, status = 200): Reply {
    const response = wrap('response', content);
    return { status, contentType: XML, body: DECLARATION + (whitespace ? withWhitespace(response) : response) };
  }
}

/** The front gateway's dialect: control holds only a status, an error only number and description. */
export function gatewayFailure(status: number, errorno: string, description: string, requestId: string): Reply {
  const error = leaf('errorno', errorno) + leaf('description', `${description} [Request ID: ${requestId}]`);
  const response = wrap('control', leaf('status', 'failure')) + wrap('errormessage', wrap('error', error));
  return { status, contentType: XML, body: DECLARATION + wrap('response', response) };
}

function controlPart(status: string, control: Control | undefined): Markup {
  return wrap(
    'control',
    leaf('status', status) +
      leaf('senderid', control?.senderId ?? '') +
      leaf('controlid', control?.controlId ?? '') +
      leaf('uniqueid', control ? control.uniqueId || 'true' : '') +
      leaf('dtdversion', control?.dtdVersion ?? ''),
  );
}

function authenticationPart(session: Session): Markup {
  return wrap(
    'authentication',
    leaf('status', 'success') +
      leaf('userid', session.userId) +
      leaf('companyid', session.companyId) +
      leaf('locationid', session.entity) +
      leaf('sessiontimestamp', offsetTime(session.lastUsedAt)) +
      leaf('sessiontimeout', offsetTime(session.expiresAt)),
  );
}

function offsetTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}+00:00`;
}
