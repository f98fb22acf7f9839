import { inspect } from 'node:util';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { applicationNameFor, operationOf } from '../../main/layouts/pg/application-name.ts';
import { bareHost, clientConfig } from '../../main/layouts/pg/connect.ts';
import { fromPg } from '../../main/layouts/pg/errors.ts';
import { errorClassOf } from '../../main/operations/error-class.ts';
import type { OperationId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import { settingsFor } from '../builders/stocker-parts.ts';

const canary = 'canary-7f3a';

function ofServer(code: string, message = 'refused'): pg.DatabaseError {
  const error = new pg.DatabaseError(message, message.length, 'error');
  error.code = code;
  error.detail = `Key (email)=(${canary}) already exists.`;
  error.where = `SQL statement with ${canary}`;
  error.hint = canary;
  return error;
}
const ofNode = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code, password: canary });

describe("a driver's error", () => {
  it.each([
    [ofServer('28P01'), 'server.wrong_password', 'permanent'],
    [ofServer('28000'), 'server.no_access_rule', 'permanent'],
    [ofServer('3D000'), 'server.no_database', 'permanent'],
    [ofServer('42501', 'permission denied for table Tenants'), 'server.missing_rights', 'permanent'],
    [ofServer('25006'), 'session.read_only', 'permanent'],
    [ofServer('53100'), 'server.disk_full', 'stop'],
    [ofServer('53300'), 'server.too_many_connections', 'stop'],
    [ofServer('57014', 'canceling statement due to user request'), 'cancelled', 'permanent'],
    [ofServer('57014', 'canceling statement due to statement timeout'), 'server.timeout', 'retry'],
    [ofServer('57P01'), 'server.lost', 'ambiguous'],
    [ofServer('57P03'), 'server.starting', 'retry'],
    [ofServer('08006'), 'server.lost', 'ambiguous'],
    [ofServer('40001'), 'server.busy', 'retry'],
    [ofServer('40P01'), 'server.busy', 'retry'],
    [ofServer('55006'), 'server.busy', 'retry'],
    [ofServer('55P03'), 'server.busy', 'retry'],
    [ofServer('XX000', 'tuple concurrently updated'), 'server.busy', 'retry'],
    [ofServer('XX000', 'cache lookup failed'), 'server.refused_statement', 'permanent'],
    [ofServer('23505'), 'server.refused_statement', 'permanent'],
    [ofServer('42P01'), 'server.refused_statement', 'permanent'],
    [ofNode('ENOTFOUND'), 'server.host_unknown', 'retry'],
    [ofNode('ECONNREFUSED'), 'server.refused', 'retry'],
    [ofNode('ECONNRESET'), 'server.lost', 'ambiguous'],
    [new Error('Connection terminated unexpectedly'), 'server.lost', 'ambiguous'],
    [new Error('Query read timeout'), 'server.timeout', 'ambiguous'],
  ])('%s is %s, and is met with %s', (error, key, errorClass) => {
    const mapped = fromPg(error, { host: 'db.example.org' });
    expect([mapped.key, errorClassOf(mapped)]).toEqual([key, errorClass]);
    expect(mapped.params['host']).toBe('db.example.org');
  });

  it('leaves behind what quotes rows or settings', () => {
    for (const error of [ofServer('23505'), ofServer('42501'), ofNode('ECONNREFUSED')]) {
      const mapped = fromPg(error);
      expect(inspect(mapped, { depth: 9 }) + JSON.stringify(mapped.toData())).not.toContain(canary);
    }
  });

  it('that is ours already stays as it is', () => {
    const ours = new AppError('lost', 'operation.lost');
    expect(fromPg(ours)).toBe(ours);
  });
});

describe("the name of an operation's sessions", () => {
  const operationId = 'b3b1c2d4-0000-4000-8000-00000000000f' as string as OperationId;

  it('is read back, and is not cut by the server', () => {
    const name = applicationNameFor({ operationId, fence: '99999999999999999' });
    expect(name.length).toBeLessThanOrEqual(63);
    expect(operationOf(name)).toEqual({ operationId, fence: '99999999999999999' });
  });

  it.each(['tenantry', 'psql', `tenantry/${operationId}`, `tenantry/${operationId}/x`, `tenantry/${operationId}/1;`])(
    'is not %s',
    (name) => {
      expect(operationOf(name)).toBeUndefined();
    },
  );
});

describe('connecting', () => {
  const settings = {
    ...settingsFor({ host: '[::1]', port: 5432, database: 'd', user: 'u' }),
    tls: 'verify-full' as const,
  };

  it('takes an address in brackets, and asks for a certificate by the name or address that was typed', () => {
    expect(bareHost('[::1]')).toBe('::1');
    const session = { application: 'tenantry', readOnly: true };
    expect(clientConfig({ settings, password: 'x' }, session).ssl).toEqual({ host: '::1' });
    const named = { ...settings, host: 'db.example.org', caCertificate: 'PEM' };
    expect(clientConfig({ settings: named, password: 'x' }, session).ssl).toEqual({
      servername: 'db.example.org',
      ca: 'PEM',
    });
  });

  it('says in its options which sessions may write', () => {
    const options = (readOnly: boolean) =>
      clientConfig({ settings, password: undefined }, { application: 'tenantry', readOnly }).options;
    expect(options(true)).toContain('default_transaction_read_only=on');
    expect(options(false)).toContain('default_transaction_read_only=off');
  });
});
