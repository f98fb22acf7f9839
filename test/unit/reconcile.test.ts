import { describe, expect, it } from 'vitest';
import type { CopyId, OperationId, RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import {
  type Finding,
  type Observation,
  reconcile,
  type SeenDatabase,
  type SeenTenant,
} from '../../shared/domain/reconcile.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const minutesAgo = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString();
const acme = 'a0000000-0000-4000-8000-000000000001' as TenantId;
const other = 'a0000000-0000-4000-8000-000000000002' as TenantId;
const copyId = 'c0000000-0000-4000-8000-000000000001' as CopyId;

const tenant = (change: Partial<SeenTenant> = {}): SeenTenant => ({
  ...{ id: acme, code: 'acme', name: 'Acme', lifecycle: 'active', database: 'Stocker_acme_Db', since: minutesAgo(600) },
  ...change,
});
const database = (name: string, change: Partial<SeenDatabase> = {}): SeenDatabase => ({
  ...{ name, invalid: false, bytes: 8_000_000, creating: false, droppingFor: null, copyId: null },
  inside: { state: 'not_looked' },
  ...change,
});
const stampedFor = (tenantId: string) => ({ inside: { state: 'stamped', tenantId } }) as const;
const copy = (change: Partial<Observation['copies'][number]> = {}): Observation['copies'][number] => ({
  ...{ id: copyId, tenantId: acme, purpose: 'beside', database: 'Stocker_acme_Db_r_1a2b3c4d5e6f' },
  madeAt: minutesAgo(60),
  ...change,
});
const seen = (change: Partial<Observation>): Observation => ({
  ...{ at: now.toISOString(), databases: [], roles: [], tenants: [], registrations: [], copies: [], operations: [] },
  ...change,
});
const look = (change: Partial<Observation>): ReadonlyArray<Finding> => reconcile(seen(change), now);
const brief = (findings: ReadonlyArray<Finding>) => findings.map(({ id, removable }) => [id, removable]);

const home = database('Stocker_acme_Db', stampedFor(acme));
const stray = 'Stocker_stray_Db';

describe('a tenant and its database', () => {
  it('are nothing to speak of where both are there, looked into or not, whatever the case of the name', () => {
    expect(look({ tenants: [tenant()], databases: [home] })).toEqual([]);
    expect(look({ tenants: [tenant()], databases: [database('stocker_ACME_db')] })).toEqual([]);
    const role = { name: 'stocker_acme_app', tenantId: acme };
    expect(look({ tenants: [tenant()], databases: [home], roles: [role] })).toEqual([]);
    // As the platform made them before the console did.
    expect(
      look({ tenants: [tenant()], databases: [database('Stocker_acme_Db', { inside: { state: 'unstamped' } })] }),
    ).toEqual([]);
  });

  it('are told where the database is missing, or its row names none', () => {
    expect(look({ tenants: [tenant()] })).toEqual([
      {
        ...{ id: 'tenant_without_database:acme', kind: 'tenant_without_database', subject: 'acme', tenantId: acme },
        ...{ registrationId: null, copyId: null, removable: null },
        evidence: { lifecycle: 'active', since: minutesAgo(600), database: 'Stocker_acme_Db' },
      },
    ]);
    expect(brief(look({ tenants: [tenant({ database: null })] }))).toEqual([['tenant_without_database:acme', null]]);
  });

  it.each(['provisioning', 'deleting', 'deleted'] as const)('are not told as missing while %s', (lifecycle) => {
    expect(look({ tenants: [tenant({ lifecycle, since: minutesAgo(1) })] })).toEqual([]);
  });

  it('R07: are told where another stamp stands in it', () => {
    const [finding] = look({ tenants: [tenant()], databases: [database('Stocker_acme_Db', stampedFor(other))] });
    expect(finding).toMatchObject({
      ...{ id: 'foreign_stamp:Stocker_acme_Db', tenantId: acme, removable: null },
      evidence: { inside: 'stamped', stampedFor: other },
    });
  });

  it('are told where there is nothing in it at all', () => {
    const empty = database('Stocker_acme_Db', { inside: { state: 'empty' } });
    expect(brief(look({ tenants: [tenant()], databases: [empty] }))).toEqual([
      ['unstamped_database:Stocker_acme_Db', null],
    ]);
  });
});

describe('a database without a tenant', () => {
  it.each([
    ['is empty', { inside: { state: 'empty' } }, 'database_without_tenant', 'database'],
    ['carries the stamp of a tenant that is gone', stampedFor(other), 'database_without_tenant', 'database'],
    ["holds somebody's tables", { inside: { state: 'unstamped' } }, 'unstamped_database', null],
    ['lets nobody in', { inside: { state: 'closed' } }, 'database_without_tenant', null],
    ['was not looked into', { inside: { state: 'not_looked' } }, 'database_without_tenant', null],
    ['carries the mark of a copy that nobody knows', { copyId }, 'database_without_tenant', 'database'],
    ['is invalid', { invalid: true, inside: { state: 'closed' } }, 'half_dropped_database', 'database'],
    ['was being dropped for a tenant that is gone', { droppingFor: other }, 'half_dropped_database', 'database'],
  ] as const)('that %s', (_how, change, kind, removable) => {
    expect(brief(look({ databases: [database(stray, change)] }))).toEqual([[`${kind}:${stray}`, removable]]);
  });

  it('stays where its tenant lives and may have its data nowhere else', () => {
    const one = database(stray, stampedFor(acme));
    const unseen = [database('Stocker_acme_Db')];
    for (const databases of [[], unseen, [database('Stocker_acme_Db', stampedFor(other))]])
      expect(brief(look({ tenants: [tenant()], databases: [one, ...databases] }))).toContainEqual([
        `foreign_stamp:${stray}`,
        null,
      ]);
    expect(brief(look({ tenants: [tenant()], databases: [one, home] }))).toEqual([
      [`database_without_tenant:${stray}`, 'database'],
    ]);
    const dropping = database(stray, { droppingFor: acme });
    expect(brief(look({ tenants: [tenant()], databases: [dropping, ...unseen] }))).toEqual([
      [`half_dropped_database:${stray}`, null],
    ]);
  });

  it('is what a deleted tenant left, though its row still names it', () => {
    const deleted = tenant({ lifecycle: 'deleted' });
    const [finding] = look({ tenants: [deleted], databases: [home] });
    expect(finding).toMatchObject({
      id: 'database_without_tenant:Stocker_acme_Db',
      tenantId: acme,
      removable: 'database',
    });
    const role = { name: 'stocker_acme_app', tenantId: acme };
    expect(brief(look({ tenants: [deleted], roles: [role] }))).toEqual([
      ['role_without_database:stocker_acme_app', 'role'],
    ]);
    expect(look({ tenants: [deleted], databases: [home], roles: [role] })).toHaveLength(1);
  });

  it('P24: that is invalid is told of a tenant too, and left to what goes on with it', () => {
    const invalid = database('Stocker_acme_Db', { invalid: true });
    expect(
      brief(look({ tenants: [tenant({ lifecycle: 'deleting', since: minutesAgo(1) })], databases: [invalid] })),
    ).toEqual([['half_dropped_database:Stocker_acme_Db', null]]);
  });
});

describe('a copy', () => {
  const there = database(copy().database, { copyId, ...stampedFor(acme) });
  const around = { tenants: [tenant()], databases: [home, there] };

  it('is nothing to speak of while it is young', () => {
    expect(look({ ...around, copies: [copy()] })).toEqual([]);
    expect(look({ ...around, copies: [copy({ madeAt: minutesAgo(6 * 24 * 60) })] })).toEqual([]);
  });

  it.each([
    ['a copy of eight days', { madeAt: minutesAgo(8 * 24 * 60) }],
    ['a scratch of an hour', { purpose: 'scratch' }],
  ] as const)('was forgotten: %s', (_which, change) => {
    const [finding] = look({ ...around, copies: [copy(change)] });
    expect(finding).toMatchObject({ id: `forgotten_copy:${there.name}`, copyId, tenantId: acme, removable: 'copy' });
  });

  it('was forgotten by a tenant that is gone, however young', () => {
    expect(brief(look({ databases: [there], copies: [copy()] }))).toEqual([[`forgotten_copy:${there.name}`, 'copy']]);
  });

  it('without its database leaves a row', () => {
    expect(brief(look({ tenants: [tenant()], databases: [home], copies: [copy()] }))).toEqual([
      [`copy_without_database:${there.name}`, 'copy'],
    ]);
  });

  it('that was dropped half-way goes as a copy', () => {
    const half = { ...there, invalid: true };
    expect(brief(look({ tenants: [tenant()], databases: [home, half], copies: [copy()] }))).toEqual([
      [`half_dropped_database:${there.name}`, 'copy'],
    ]);
  });
});

describe('what lasts too long', () => {
  const registration = { id: 'r' as RegistrationId, name: 'Acme A.Ş.', tenantId: acme, since: minutesAgo(20) };

  it.each([
    ['provisioning', 14, 0],
    ['provisioning', 16, 1],
    ['deleting', 59, 0],
    ['deleting', 61, 1],
  ] as const)('%s for %i minutes', (lifecycle, minutes, count) => {
    const findings = look({ tenants: [tenant({ lifecycle, since: minutesAgo(minutes) })], databases: [home] });
    expect(findings.map(({ kind }) => kind)).toEqual(count === 0 ? [] : [`stuck_${lifecycle}`]);
  });

  it('is told once of a registration and its tenant, and of a registration alone', () => {
    const stuck = tenant({ lifecycle: 'provisioning', since: minutesAgo(20) });
    const [both, ...more] = look({ tenants: [stuck], databases: [home], registrations: [registration] });
    expect(both).toMatchObject({ id: 'stuck_provisioning:acme', tenantId: acme, registrationId: 'r' });
    expect(more).toEqual([]);
    const [alone] = look({ registrations: [{ ...registration, tenantId: null }] });
    expect(alone).toMatchObject({ id: 'stuck_provisioning:r', subject: 'Acme A.Ş.', registrationId: 'r' });
    expect(look({ registrations: [{ ...registration, tenantId: null, since: minutesAgo(14) }] })).toEqual([]);
  });

  it('is told where nobody wrote down since when', () => {
    expect(look({ tenants: [tenant({ lifecycle: 'provisioning', since: null })], databases: [home] })).toHaveLength(1);
  });
});

describe('what an operation names', () => {
  const operation = (change: Partial<Observation['operations'][number]>): Observation['operations'] => [
    { id: 'o' as OperationId, databases: [], tenantId: null, registrationId: null, ...change },
  ];
  const everything: Partial<Observation> = {
    tenants: [tenant({ database: 'Stocker_gone_Db' })],
    databases: [database(stray, { inside: { state: 'empty' } })],
    copies: [copy()],
    roles: [{ name: 'stocker_old_app', tenantId: other }],
  };

  it('is left to it, by name without case, by tenant, by registration', () => {
    expect(look(everything)).toHaveLength(4);
    const names = ['STOCKER_gone_db', stray.toUpperCase(), copy().database];
    expect(look({ ...everything, operations: operation({ databases: names }) })).toHaveLength(1);
    expect(brief(look({ ...everything, operations: operation({ tenantId: acme }) }))).toEqual([
      [`database_without_tenant:${stray}`, 'database'],
      ['role_without_database:stocker_old_app', 'role'],
    ]);
    for (const named of [{ tenantId: other }, { databases: ['stocker_old_app'] }])
      expect(look({ roles: everything.roles ?? [], operations: operation(named) })).toEqual([]);
    const registration = { id: 'r' as RegistrationId, name: 'Acme', tenantId: null, since: null };
    expect(look({ registrations: [registration], operations: operation({ registrationId: 'r' }) })).toEqual([]);
  });

  it('and what is just being made is no finding', () => {
    expect(look({ databases: [database(stray, { creating: true })] })).toEqual([]);
    expect(look({ tenants: [tenant()], databases: [database('Stocker_acme_Db', { creating: true })] })).toEqual([]);
  });
});
