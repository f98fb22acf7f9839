import pg from 'pg';
import type { ErrorClass } from '../../../shared/domain/operations.ts';
import type { ErrorKey } from '../../../shared/error-keys.ts';
import { AppError, type AppErrorCode, type ErrorParams } from '../../../shared/errors.ts';
import { classified } from '../../operations/error-class.ts';

type Meaning = readonly [code: AppErrorCode, key: ErrorKey, errorClass: ErrorClass];

const byState: Readonly<Record<string, Meaning>> = {
  '28P01': ['refused', 'server.wrong_password', 'permanent'],
  '28000': ['refused', 'server.no_access_rule', 'permanent'],
  '3D000': ['not_found', 'server.no_database', 'permanent'],
  '42501': ['missing_rights', 'server.missing_rights', 'permanent'],
  '25006': ['read_only', 'session.read_only', 'permanent'],
  '53100': ['server_full', 'server.disk_full', 'stop'],
  '53300': ['busy', 'server.too_many_connections', 'stop'],
  '57014': ['cancelled', 'cancelled', 'permanent'],
  '57P01': ['unreachable', 'server.lost', 'ambiguous'],
  '57P02': ['unreachable', 'server.lost', 'ambiguous'],
  '57P03': ['unreachable', 'server.starting', 'retry'],
  '40001': ['busy', 'server.busy', 'retry'],
  '40P01': ['busy', 'server.busy', 'retry'],
  '55006': ['busy', 'server.busy', 'retry'],
  '55P03': ['busy', 'server.busy', 'retry'],
};

const byClass: Readonly<Record<string, Meaning>> = {
  '08': ['unreachable', 'server.lost', 'ambiguous'],
  '53': ['server_full', 'server.refused_statement', 'stop'],
  '58': ['server_full', 'server.refused_statement', 'stop'],
};

const byNodeCode: Readonly<Record<string, Meaning>> = {
  ENOTFOUND: ['unreachable', 'server.host_unknown', 'retry'],
  EAI_AGAIN: ['unreachable', 'server.host_unknown', 'retry'],
  ENOENT: ['unreachable', 'server.refused', 'retry'],
  ECONNREFUSED: ['unreachable', 'server.refused', 'retry'],
  EHOSTUNREACH: ['unreachable', 'server.timeout', 'retry'],
  ENETUNREACH: ['unreachable', 'server.timeout', 'retry'],
  ETIMEDOUT: ['timeout', 'server.timeout', 'ambiguous'],
  ECONNRESET: ['unreachable', 'server.lost', 'ambiguous'],
  EPIPE: ['unreachable', 'server.lost', 'ambiguous'],
  CERT_HAS_EXPIRED: ['refused', 'server.tls_expired', 'permanent'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['refused', 'server.tls_wrong_host', 'permanent'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['refused', 'server.tls_untrusted', 'permanent'],
  SELF_SIGNED_CERT_IN_CHAIN: ['refused', 'server.tls_untrusted', 'permanent'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['refused', 'server.tls_untrusted', 'permanent'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['refused', 'server.tls_untrusted', 'permanent'],
};

/** node-pg reports these as bare errors; their text is the only mark they carry. */
const byText: ReadonlyArray<readonly [RegExp, Meaning]> = [
  [/does not support SSL/i, ['refused', 'server.tls_unsupported', 'permanent']],
  [/timeout expired|connection timeout|Query read timeout/i, ['timeout', 'server.timeout', 'ambiguous']],
  [
    /Connection terminated|not queryable|Client has encountered a connection error/i,
    ['unreachable', 'server.lost', 'ambiguous'],
  ],
  [/SASL|SCRAM|password must be a string/i, ['refused', 'server.wrong_password', 'permanent']],
];

const nothing: Meaning = ['refused', 'server.refused_statement', 'permanent'];

function meaningOf(error: Error & { readonly code?: unknown }): Meaning | undefined {
  const code = typeof error.code === 'string' ? error.code : '';
  if (error instanceof pg.DatabaseError) {
    if (code === 'XX000' && error.message.includes('tuple concurrently updated'))
      return ['busy', 'server.busy', 'retry'];
    if (code === '57014' && error.message.includes('statement timeout')) return ['timeout', 'server.timeout', 'retry'];
    return byState[code] ?? byClass[code.slice(0, 2)] ?? nothing;
  }
  return byNodeCode[code] ?? byText.find(([text]) => text.test(error.message))?.[1];
}

/**
 * A driver's error as data. Keeps SQLSTATE and the primary message; `detail`, `where`, `hint` and the statement quote
 * rows and stay here. The cause is not attached: drivers hang connection settings on their errors.
 */
export function fromPg(error: unknown, params: ErrorParams = {}): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error)) return new AppError('internal', 'internal');
  const meaning = meaningOf(error);
  if (meaning === undefined)
    return error.name === 'AbortError'
      ? new AppError('cancelled', 'cancelled')
      : new AppError('internal', 'internal', { cause: error });
  const [code, key, errorClass] = meaning;
  const server = error instanceof pg.DatabaseError ? { code: error.code ?? '', message: error.message } : undefined;
  const mapped = new AppError(code, key, {
    // The server names the object, as in `permission denied for table Tenants`; who knows the right itself says so.
    params: key === 'server.missing_rights' ? { rights: error.message, ...params } : params,
    retry: errorClass === 'retry' || errorClass === 'ambiguous',
    ...(server === undefined ? {} : { server }),
  });
  return classified(mapped, errorClass);
}

/** The SQLSTATE of a driver's error, where it is one. */
export const sqlStateOf = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError ? error.code : undefined;
export const constraintOf = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError ? error.constraint : undefined;
