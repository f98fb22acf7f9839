import type { OutboxMail, Reservation } from '../layouts/roles/provisioning.ts';

/** The passwords of tenants' own roles: made here, kept in the keychain, known to the server as a verifier only. */
export interface TenantPasswords {
  /** The kept password's verifier, or that of a new password which is kept from now on. */
  verifierFor(tenant: Pick<Reservation, 'tenantId'>): Promise<string>;
  forget(tenant: Pick<Reservation, 'tenantId'>): Promise<void>;
}

export interface WelcomeMail extends OutboxMail {
  readonly messageId: string;
  readonly company: string;
  readonly domain: string;
  readonly signal: AbortSignal;
}

/** Throws a `mail.*` error when the mail server did not take it. */
export type SendWelcome = (mail: WelcomeMail) => Promise<void>;
