import type { ErrorKey } from '../../shared/error-keys.ts';
import { AppError, type ErrorParams } from '../../shared/errors.ts';

const byCode: Readonly<Record<string, ErrorKey>> = {
  // Hung up in the middle: whether it took the mail is not known.
  ECONNECTION: 'mail.lost',
  ECONNRESET: 'mail.lost',
  ECONNREFUSED: 'mail.refused',
  ENOTFOUND: 'mail.refused',
  EDNS: 'mail.refused',
  EHOSTUNREACH: 'mail.refused',
  ETIMEDOUT: 'mail.timeout',
  EAUTH: 'mail.wrong_password',
  ENOAUTH: 'mail.wrong_password',
  ETLS: 'mail.tls_untrusted',
  CERT_HAS_EXPIRED: 'mail.tls_untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'mail.tls_untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'mail.tls_untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'mail.tls_untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'mail.tls_untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'mail.tls_untrusted',
};

const text = (error: object, name: string): string | undefined => {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : undefined;
};

function keyOf(error: Error): ErrorKey {
  const code = text(error, 'code') ?? '';
  // A refused recipient, as against a refused sender: the server answered RCPT TO.
  if (code === 'EENVELOPE') return text(error, 'command') === 'RCPT TO' ? 'mail.rejected_recipient' : 'mail.failed';
  const known = byCode[code];
  if (known !== undefined) return known;
  if (code === 'ESOCKET' || code === '') {
    if (/certificate|self-signed|altnames/i.test(error.message)) return 'mail.tls_untrusted';
    if (/ECONNRESET|EPIPE/.test(error.message)) return 'mail.lost';
    if (/ECONNREFUSED|EHOSTUNREACH/.test(error.message)) return 'mail.refused';
    if (/timed? ?out/i.test(error.message)) return 'mail.timeout';
  }
  return 'mail.failed';
}

/** The mail library's error as data: its own object holds addresses, the dialogue and the settings. */
export function fromSmtp(error: unknown, params: ErrorParams): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error)) return new AppError('mail_failed', 'mail.failed', { params });
  const responseCode: unknown = Reflect.get(error, 'responseCode');
  // "Try again later", whatever it was said to.
  const temporary = typeof responseCode === 'number' && responseCode < 500;
  const key = temporary ? 'mail.failed' : keyOf(error);
  return new AppError('mail_failed', key, {
    params,
    retry: temporary || key === 'mail.refused' || key === 'mail.timeout' || key === 'mail.lost',
    // The reply's text is not kept: servers quote the recipient and more in it.
    ...(typeof responseCode === 'number' ? { server: { code: String(responseCode), message: '' } } : {}),
  });
}
