import { createHash } from 'node:crypto';
import pg from 'pg';
import { canonicalJson } from '../../../main/local/canonical-json.ts';
import type { Certificate } from '../../../shared/domain/deletion.ts';
import { databaseNameFor, roleNameFor } from '../../../shared/domain/names.ts';
import { connected, type Login } from '../../servers/databases.ts';
import { createCalendar } from '../content/calendar.ts';
import type { DemoTenant } from '../content/types.ts';
import { demoNames } from '../names.ts';
import { insert, type Row } from './insert.ts';

interface Parts {
  readonly client: pg.ClientBase;
  readonly tenants: ReadonlyArray<DemoTenant>;
  readonly today: string;
  readonly by: string;
  readonly server: { readonly label: string; readonly systemIdentifier: string };
}

const ways: Readonly<
  Record<string, ReadonlyArray<readonly [from: string, to: string, reason: string, daysAgo: number]>>
> = {
  cancelled: [['active', 'cancelled', 'Sözleşme yenilenmedi', 20]],
  deletion_scheduled: [
    ['active', 'cancelled', 'Şirket kapandı', 45],
    ['cancelled', 'deletion_scheduled', 'Yazılı talep, evrak 2026/114', 31],
  ],
  deleting: [
    ['active', 'cancelled', 'Moved to another product', 60],
    ['cancelled', 'deletion_scheduled', 'Requested in writing', 45],
    ['deletion_scheduled', 'deleting', 'Grace date passed', 1],
  ],
  deleted: [
    ['active', 'cancelled', 'Moved to another product', 110],
    ['cancelled', 'deletion_scheduled', 'Requested in writing', 100],
    ['deletion_scheduled', 'deleting', 'Grace date passed', 69],
    ['deleting', 'deleted', 'Grace date passed', 69],
  ],
};

function certificateOf({ server, by }: Parts, tenant: DemoTenant, finishedAt: string): Certificate {
  const database = databaseNameFor(demoNames.databasePattern, tenant.code);
  return {
    version: 1,
    tenantId: tenant.id,
    code: tenant.code,
    name: tenant.name,
    platform: demoNames.database,
    server: server.label,
    systemIdentifier: server.systemIdentifier,
    operationId: tenant.id,
    reason: 'Requested in writing',
    startedBy: by,
    finishedAt,
    backup: { waiver: 'The company has its export and wants no copy kept' },
    export: { waiver: 'Handed over by the previous operator' },
    removed: [
      { kind: 'database', name: database },
      { kind: 'role', name: roleNameFor(database) },
      ...tenant.domains.map(({ name }) => ({ kind: 'domain' as const, name })),
      { kind: 'rows', name: 'MasterUsers', count: tenant.users.length },
    ],
    kept: [
      { name: 'Tenants', count: 1, reason: 'tombstone' },
      { name: 'Subscriptions', count: tenant.subscriptions.length, reason: 'history' },
    ],
    toDo: tenant.domains
      .filter(({ isPrimary }) => !isPrimary)
      .map(({ name }) => ({ kind: 'dns' as const, name, where: 'DNS' })),
  };
}

const tombstoneOf = (parts: Parts, tenant: DemoTenant, at: string): Row => {
  const certificate = certificateOf(parts, tenant, at);
  const database = databaseNameFor(demoNames.databasePattern, tenant.code);
  return {
    tenant_id: tenant.id,
    code: tenant.code,
    name: tenant.name,
    database,
    role: roleNameFor(database),
    deleted_at: at,
    deleted_by: parts.by,
    certificate,
    certificate_sha256: createHash('sha256').update(canonicalJson(certificate)).digest('hex'),
  };
};

/** How tenants came to the later parts of their lives. The first that waits for its deletion still has time; the next has none left. */
export async function insertLives(parts: Parts): Promise<void> {
  const { client, tenants, today, by } = parts;
  const calendar = createCalendar(today);
  const waiting = tenants.filter(({ lifecycle }) => lifecycle === 'deletion_scheduled');
  const deleteAfter = (tenant: DemoTenant): string | null => {
    if (tenant.lifecycle === 'deletion_scheduled') return calendar.dayAgo(waiting.indexOf(tenant) % 2 === 0 ? -18 : 1);
    return tenant.lifecycle === 'deleting' ? calendar.dayAgo(2) : null;
  };
  const inLife = tenants.filter(({ lifecycle }) => ways[lifecycle] !== undefined);
  await insert(
    client,
    ['tenantry', 'lifecycle'],
    inLife.map((tenant) => ({ tenant_id: tenant.id, delete_after: deleteAfter(tenant) })),
  );
  await insert(
    client,
    ['tenantry', 'lifecycle_events'],
    inLife.flatMap(({ id, lifecycle }) =>
      (ways[lifecycle] ?? []).map(([from, to, reason, days]) => ({
        ...{ tenant_id: id, at: calendar.daysAgo(days, 9, 30), by },
        ...{ from_state: from, to_state: to, reason },
      })),
    ),
  );
  const gone = tenants.filter(({ lifecycle }) => lifecycle === 'deleted');
  await insert(
    client,
    ['tenantry', 'tombstones'],
    gone.map((tenant) => tombstoneOf(parts, tenant, calendar.daysAgo(69, 9, 31))),
  );
}

/** What nobody knows of: a database with a tenant's name and no tenant, one that was dropped half-way, and a role. */
export async function leaveOrphans(admin: Login): Promise<void> {
  const [lost, half] = ['eski-deneme', 'yarim-kalan'].map((code) => databaseNameFor(demoNames.databasePattern, code));
  if (lost === undefined || half === undefined) return;
  const owner = pg.escapeIdentifier(demoNames.platformRole);
  await connected(admin, async (client) => {
    for (const name of [lost, half])
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${owner} TEMPLATE template0`);
    // As a DROP that the server did not finish leaves it.
    await client.query('UPDATE pg_database SET datconnlimit = -2 WHERE datname::text = $1', [half]);
  });
}
