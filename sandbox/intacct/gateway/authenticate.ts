import type { Company } from '../company/company.js';
import { mayUse } from '../company/entities.js';
import type { ErrorEntry } from '../refusals.js';
import type { Authentication, Control } from './envelope.js';
import type { Session, Sessions } from './sessions.js';

export const SIGN_IN_INCORRECT = 'Sign-in information is incorrect';

/** `undefined` when the sender is who it says. Both sender ID and password are case-sensitive. */
export function senderProblem({ credentials }: Company, control: Control): ErrorEntry | undefined {
  if (control.senderId === credentials.senderId && control.password === credentials.senderPassword) return undefined;
  return {
    errorno: 'XL03000006',
    description2: 'Incorrect Intacct XML Partner ID or password.',
    correction: 'Enter the correct sender ID and password.',
  };
}

/** The gateway looks at this before anybody signs in. */
export function companyProblem({ settings }: Company): ErrorEntry | undefined {
  if (!settings.companyExpired) return undefined;
  return { errorno: 'PL04000055', description2: 'This demo company has expired.' };
}

export type SignIn =
  | { readonly session: Session }
  | { readonly problem: ErrorEntry; readonly who: { userId: string; companyId: string } };

export function signIn(company: Company, sessions: Sessions, authentication: Authentication): SignIn {
  if (!company.settings.senderAuthorised) return { problem: SENDER_NOT_AUTHORISED, who: claimed(authentication) };
  return authentication.kind === 'session'
    ? useSession(sessions, authentication.sessionId)
    : logIn(company, sessions, authentication);
}

const SENDER_NOT_AUTHORISED: ErrorEntry = {
  errorno: 'XL03000006',
  description: 'Invalid Web Services Authorization',
  description2: 'The sender ID is not authorized to make Web Services requests to this company.',
  correction: 'Add the sender ID to the Web Services authorizations of the company.',
};

function claimed(authentication: Authentication): { userId: string; companyId: string } {
  return authentication.kind === 'login' ? authentication : { userId: '', companyId: '' };
}

/** The real code for an expired session is not published; this is the one of any failed sign-in. */
export function useSession(sessions: Sessions, sessionId: string): SignIn {
  const session = sessions.find(sessionId);
  return session ? { session } : { problem: INVALID_SESSION, who: { userId: '', companyId: '' } };
}

export const INVALID_SESSION: ErrorEntry = {
  errorno: 'XL03000006',
  description2: 'The session is invalid or has timed out.',
  correction: 'Sign in again.',
};

function logIn(company: Company, sessions: Sessions, login: Extract<Authentication, { kind: 'login' }>): SignIn {
  const { credentials } = company;
  const who = { userId: login.userId, companyId: login.companyId };
  const known =
    login.userId === credentials.userId &&
    login.companyId === credentials.companyId &&
    login.password === credentials.userPassword;
  const entity = login.locationId;
  if (!known || !mayUse(company, entity)) {
    return {
      problem: {
        errorno: 'XL03000006',
        description2: SIGN_IN_INCORRECT,
        correction: 'Enter the correct company ID, user ID, password and entity.',
      },
      who,
    };
  }
  return { session: sessions.transient(login.userId, login.companyId, entity) };
}
