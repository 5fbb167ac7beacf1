import type { Company } from '../company/company.js';
import type { Strike } from '../faults/faults.js';
import { FUNCTIONS } from '../functions/registry.js';
import type { ErrorEntry } from '../refusals.js';
import { positionAt, XmlError } from '../xml/parse.js';
import { companyProblem, SIGN_IN_INCORRECT, senderProblem, signIn } from './authenticate.js';
import { type Envelope, readEnvelope } from './envelope.js';
import { bareFormat, bareReply } from './formats.js';
import { Operations } from './operation.js';
import { gatewayFailure, type Reply, ReplyWriter } from './reply.js';
import { Sessions } from './sessions.js';

export type Read = { readonly envelope: Envelope } | { readonly reply: Reply };

/** The checks of a request in the order in which the real gateway makes them. Knows nothing of HTTP beyond status codes. */
export class Gateway {
  readonly sessions: Sessions;
  readonly operations: Operations;
  readonly #replies: ReplyWriter;
  #requests = 0;

  constructor(private readonly company: Company) {
    this.sessions = new Sessions(company.clock, company.settings);
    this.operations = new Operations(company, this.sessions);
    this.#replies = new ReplyWriter(company.settings);
  }

  /** First well-formedness, then schema and element order of the envelope and of every function in it. */
  read(source: string): Read {
    try {
      return { envelope: readEnvelope(source) };
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      const { line, column } = positionAt(source, error.offset);
      const description2 = `XML Parse schema error: ${error.message} Line ${line}, column ${column}.`;
      const entry = { errorno: 'XL03000003', description2, correction: 'Correct the XML and try again.' };
      return { reply: this.#replies.controlFailure(undefined, [entry]) };
    }
  }

  /** Sender, session or login, then the functions; `strike` makes one of them fail. A session is to be used at `endpoint`. */
  async answer(envelope: Envelope, endpoint: string, strike?: Strike): Promise<Reply> {
    const { control, authentication, functions } = envelope;
    const wrongSender = senderProblem(this.company, control);
    if (wrongSender) return this.#credentialFailure(() => this.#replies.controlFailure(control, [wrongSender]));
    const unfit = companyProblem(this.company) ?? this.#requestProblem(envelope);
    if (unfit) return this.#replies.controlFailure(control, [unfit]);
    const signed = signIn(this.company, this.sessions, authentication);
    if ('problem' in signed) {
      const failure = () => this.#replies.authenticationFailure(control, signed.who, [signed.problem]);
      return authentication.kind === 'login' ? this.#credentialFailure(failure) : failure();
    }
    this.sessions.touch(signed.session);
    const results = await this.operations.run(envelope, signed.session, endpoint, strike);
    const [only] = functions;
    const format = only && bareFormat(only.element);
    if (format && results[0]?.status === 'success') return bareReply(format, results[0].payload);
    return this.#replies.results(
      control,
      signed.session,
      results,
      envelope.includeWhitespace || functions.length === 0,
    );
  }

  /** As if the session had just expired; it is gone for good. */
  expireSession(envelope: Envelope, problem: ErrorEntry): Reply {
    if (envelope.authentication.kind === 'session') this.sessions.end(envelope.authentication.sessionId);
    return this.#replies.authenticationFailure(envelope.control, { userId: '', companyId: '' }, [problem]);
  }

  /** A failure of the gateway in front, e.g. 429 GW-0010. */
  front(status: number, errorno: string, description: string): Reply {
    this.#requests += 1;
    return gatewayFailure(status, errorno, description, `sandbox-${this.#requests}`);
  }

  unauthorised(): Reply {
    return this.front(401, 'XMLGW_JPP0002', `${SIGN_IN_INCORRECT}. Please check your request.`);
  }

  rateLimited(): Reply {
    return this.front(429, 'GW-0010', 'The rate limit has been exceeded. Please try again later.');
  }

  controlFailure(envelope: Envelope, entry: ErrorEntry): Reply {
    return this.#replies.controlFailure(envelope.control, [entry]);
  }

  #credentialFailure(applicationReply: () => Reply): Reply {
    if (this.company.settings.credentialFailures === 'application') return applicationReply();
    return this.unauthorised();
  }

  #requestProblem({ control, functions }: Envelope): ErrorEntry | undefined {
    if (control.policyId !== '') {
      return { errorno: 'XL03000006', description2: `${control.policyId} is not a valid transport policy.` };
    }
    const { functionsPerRequest } = this.company.settings;
    if (functionsPerRequest !== null && functions.length > functionsPerRequest) return TOO_MANY_OPERATIONS;
    if (functions.length > 1 && functions.some(({ element }) => bareFormat(element))) return NOT_BARE;
    const alone = functions.find(({ name }) => FUNCTIONS.get(name)?.alone);
    if (alone && functions.length > 1) {
      return { errorno: 'XL03000003', description2: `${alone.name} must be the only function of its request.` };
    }
    return undefined;
  }
}

/** No public source shows where several bare bodies would go. */
const NOT_BARE: ErrorEntry = {
  errorno: 'SANDBOX-001',
  description2: 'JSON and CSV for one of several functions is not simulated by this sandbox yet.',
};

export const TOO_MANY_OPERATIONS: ErrorEntry = {
  errorno: 'XMLGW_JPP0001',
  description2: 'Too many operations. Please try again later.',
  correction: 'Send fewer operations.',
};
