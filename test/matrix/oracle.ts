import type { RegistrationId } from '../../shared/domain/ids.ts';
import { databaseNameFor, roleNameFor } from '../../shared/domain/names.ts';
import { cleanUpSteps, provisioningSteps } from '../../shared/domain/provisioning.ts';
import { connected, type Login } from '../servers/databases.ts';
import type { MatrixPlatform } from './platform.ts';

/** Everything that one company has left on the server, in a form that can be compared. */
export interface Remains {
  readonly registration: string;
  readonly tenants: ReadonlyArray<string>;
  readonly domains: number;
  readonly owners: number;
  readonly roles: number;
  readonly databases: number;
  readonly operation: string;
  readonly steps: ReadonlyArray<string>;
  readonly inside: {
    readonly stamps: number;
    readonly fence: string;
    readonly migrations: number;
    readonly companies: number;
    readonly users: number;
  } | null;
  readonly mails: ReadonlyArray<string>;
}

async function inside(login: Login): Promise<Remains['inside']> {
  return connected(login, async (client) => {
    const { rows } = await client.query(`SELECT
      (SELECT count(*)::int FROM _tenantry.owner) AS stamps,
      (SELECT max(fence)::text FROM _tenantry.owner) AS fence,
      (SELECT count(*)::int FROM _tenantry.migrations) AS migrations,
      (SELECT count(*)::int FROM tenant."Companies") AS companies,
      (SELECT count(*)::int FROM tenant."TenantUsers") AS users`);
    return rows[0];
  });
}

export async function remainsOf(platform: MatrixPlatform, id: RegistrationId, code: string): Promise<Remains> {
  const database = databaseNameFor(platform.config.settings.databasePattern, code);
  const one = await connected(platform.admin, async (client) => {
    const { rows } = await client.query(
      `SELECT
        (SELECT "Status" FROM "TenantRegistrations" WHERE "Id" = $1) AS registration,
        ARRAY(SELECT "Status" FROM "Tenants" WHERE "Code" = $2) AS tenants,
        (SELECT count(*)::int FROM "TenantDomains" WHERE "DomainName" LIKE $2 || '.%') AS domains,
        (SELECT count(*)::int FROM "MasterUsers" WHERE "Email" = $3) AS owners,
        (SELECT count(*)::int FROM pg_roles WHERE rolname = $4::text) AS roles,
        (SELECT count(*)::int FROM pg_database WHERE datname = $5::text) AS databases,
        o.state AS operation,
        ARRAY(SELECT state FROM tenantry.op_step s WHERE s.op_id = o.op_id ORDER BY seq) AS steps
       FROM tenantry.operation o WHERE o.resource_key = 'registration:' || $1::text ORDER BY created_at DESC LIMIT 1`,
      [id, code, `owner@${code}.example`, roleNameFor(database), database],
    );
    return rows[0];
  });
  return {
    ...one,
    inside: one.databases === 1 ? await inside({ ...platform.admin, database }).catch(() => null) : null,
    mails: platform.mailsTo(`owner@${code}.example`),
  };
}

const expectEqual = (problems: string[], what: string, found: unknown, wanted: unknown): void => {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    problems.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
};

/** One tenant, once, whole, and at most one mail too many under the same id. */
export function problemsOfProvisioned(remains: Remains, migrations: number): ReadonlyArray<string> {
  const problems: string[] = [];
  expectEqual(problems, 'operation', remains.operation, 'succeeded');
  expectEqual(problems, 'registration', remains.registration, 'Completed');
  expectEqual(problems, 'tenants', remains.tenants, ['Active']);
  expectEqual(
    problems,
    'domains, owners, roles, databases',
    [remains.domains, remains.owners, remains.roles, remains.databases],
    [1, 1, 1, 1],
  );
  expectEqual(
    problems,
    'steps',
    remains.steps,
    provisioningSteps.map(() => 'done'),
  );
  expectEqual(
    problems,
    'stamps, migrations, companies, users',
    remains.inside && [
      remains.inside.stamps,
      remains.inside.migrations,
      remains.inside.companies,
      remains.inside.users,
    ],
    [1, migrations, 1, 1],
  );
  if (remains.mails.length < 1 || remains.mails.length > 2 || new Set(remains.mails).size !== 1)
    problems.push(`mails: ${JSON.stringify(remains.mails)}`);
  return problems;
}

/** As if it had never been tried. */
export function problemsOfRemoved(remains: Remains, ended: 'succeeded' | 'cancelled'): ReadonlyArray<string> {
  const problems: string[] = [];
  expectEqual(problems, 'operation', remains.operation, ended);
  expectEqual(problems, 'registration', remains.registration, 'Verified');
  expectEqual(problems, 'tenants', remains.tenants, []);
  expectEqual(
    problems,
    'domains, owners, roles, databases',
    [remains.domains, remains.owners, remains.roles, remains.databases],
    [0, 0, 0, 0],
  );
  if (ended === 'succeeded')
    expectEqual(
      problems,
      'steps',
      remains.steps,
      cleanUpSteps.map(() => 'done'),
    );
  return problems;
}
