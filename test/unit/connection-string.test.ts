import { describe, expect, it } from 'vitest';
import { connectionStringFor } from '../../main/layouts/postgres-per-tenant/operation/connection-string.ts';
import { failureTextFor, isOwnFailureText } from '../../main/layouts/postgres-per-tenant/operation/failure-text.ts';

const names = { database: 'Stocker_abc_Db', role: 'stocker_abc_app' };

describe("a tenant's connection string", () => {
  it("has the platform's server, the tenant's names and no password", () => {
    expect(connectionStringFor({ host: 'db.stocker.example', port: 5433, tls: 'verify-full' }, names)).toBe(
      'Host=db.stocker.example;Port=5433;Database=Stocker_abc_Db;Username=stocker_abc_app;SSL Mode=VerifyFull',
    );
  });

  it.each([
    ['/var/run/my;Password=x', '"/var/run/my;Password=x"'],
    ['/run/a"b', '"/run/a""b"'],
    [' /run', '" /run"'],
    ['/run/a=b', '"/run/a=b"'],
  ])('lets no host %j become another setting', (host, quoted) => {
    expect(connectionStringFor({ host, port: 5432, tls: 'off' }, names)).toBe(
      `Host=${quoted};Port=5432;Database=Stocker_abc_Db;Username=stocker_abc_app;SSL Mode=Disable`,
    );
  });
});

describe('the reason that a failed registration keeps', () => {
  it("names the error and the server's words, and is known again", () => {
    const failure = {
      code: 'refused',
      key: 'migration.failed',
      params: { module: 'core' },
      server: { code: '42P07', message: 'relation "x" already exists' },
    } as const;
    const text = failureTextFor(failure);
    expect(text).toBe('tenantry: migration.failed (42P07 relation "x" already exists)');
    expect(isOwnFailureText(text)).toBe(true);
    expect(failureTextFor({ code: 'lost', key: 'operation.lost', params: {} })).toBe('tenantry: operation.lost');
    expect(isOwnFailureText('SMTP bağlantısı kurulamadı')).toBe(false);
  });
});
