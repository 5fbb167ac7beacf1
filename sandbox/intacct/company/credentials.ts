/** What a client signs in with. These are fixed, public, and open nothing but a sandbox on this machine. */
export interface Credentials {
  readonly senderId: string;
  readonly senderPassword: string;
  readonly companyId: string;
  readonly userId: string;
  readonly userPassword: string;
}

export const SANDBOX_CREDENTIALS: Credentials = {
  senderId: 'sandbox_sender',
  senderPassword: 'sandbox-only-S7q!vK2m',
  companyId: 'SANDBOX',
  userId: 'sandbox_user',
  userPassword: 'sandbox-only-U4x#nB9t',
};
