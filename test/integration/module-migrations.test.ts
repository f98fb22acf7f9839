import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OperationRoles } from '../../main/layouts/layout.ts';
import { randomPassword, scramVerifier } from '../../main/layouts/pg/scram.ts';
import { openPostgresPerTenant } from '../../main/layouts/postgres-per-tenant/open.ts';
import { statementsOf } from '../../main/layouts/postgres-per-tenant/operation/migration-run.ts';
import type { Migration } from '../../main/layouts/roles/migrations.ts';
import type { Reservation } from '../../main/layouts/roles/provisioning.ts';
import { readBundles } from '../../main/migrations/bundle.ts';
import { missingWithDependencies } from '../../main/migrations/missing.ts';
import { openPostgresWorld, type PostgresWorld } from '../conformance/postgres-world.ts';
import { heldTenant, never, newCode, reserved } from '../conformance/world.ts';
import { catalogueOf } from '../servers/catalogue.ts';
import { connected, type Login, superuser } from '../servers/databases.ts';
import { SUPERUSER } from '../servers/postgres.ts';

let world: PostgresWorld;
beforeAll(async () => {
  world = await openPostgresWorld();
});
afterAll(() => world?.close());

let roles: OperationRoles;
let reservation: Reservation;
let password: string;
beforeEach(async () => {
  password = randomPassword();
  ({ roles, reservation } = await reserved(world.layout, newCode()));
  await roles.tenants.createOwner(reservation);
  await roles.storage.create(reservation, scramVerifier(password), never);
  return () => roles.close();
});

const admin = (): Login => superuser(world.server, reservation.database);
const ask = (login: Login, sql: string, values: unknown[] = []) =>
  connected(login, async (client) => (await client.query(sql, values)).rows);
const asTenant = (): Login => ({ ...admin(), user: reservation.role, password });
const bundles = readBundles('postgres-per-tenant');
const catalogue = () => catalogueOf(admin());
const install = async (...modules: string[]): Promise<void> => {
  const missing = missingWithDependencies(
    roles.migrator,
    ['core', ...modules],
    await roles.migrator.applied(reservation),
  );
  for (const migration of missing) await roles.migrator.apply(reservation, migration, never);
};
const first = (module: string): Migration => {
  const [migration] = roles.migrator.available(module);
  if (migration === undefined) throw new Error(`no bundle for ${module}`);
  return migration;
};
/** What the validation of a migration says of the database as it is. */
const missingIn = async ({ validate }: Migration): Promise<ReadonlyArray<string>> => {
  const found: string[] = [];
  for (const text of statementsOf(validate ?? ''))
    for (const row of await ask(admin(), text)) found.push(String(row.missing));
  return found;
};

describe('every migration that is shipped', () => {
  it('goes up, is proved, goes down to what was there before, and goes up again', async () => {
    for (const { migrations } of bundles)
      for (const migration of migrations) {
        const what = `${migration.module} ${migration.version}`;
        const before = await catalogue();
        expect(await missingIn(migration), what).not.toEqual([]);
        await roles.migrator.apply(reservation, migration, never);
        const after = await catalogue();
        expect(await missingIn(migration), what).toEqual([]);
        await roles.migrator.revert(reservation, migration, never);
        expect(await catalogue(), what).toEqual(before);
        await roles.migrator.apply(reservation, migration, never);
        expect(await catalogue(), what).toEqual(after);
      }
    const applied = await roles.migrator.applied(reservation);
    expect(applied).toHaveLength(bundles.flatMap(({ migrations }) => migrations).length);
  });

  it('is proved by all that it makes: each table, index, constraint and added column', async () => {
    for (const { migrations } of bundles)
      for (const migration of migrations) {
        const before = new Set(await catalogue());
        await roles.migrator.apply(reservation, migration, never);
        const made = (await catalogue()).filter((line) => !before.has(line));
        const tables = made.flatMap((line) => /^table (\w+\."[^"]+") r/.exec(line)?.[1] ?? []);
        const names = made.flatMap((line) => {
          const [, index] = /^index CREATE (?:UNIQUE )?INDEX "([^"]+)"/.exec(line) ?? [];
          const [, constraint] = /^constraint \w+\."[^"]+"\.(\S+) (?!NOT NULL)/.exec(line) ?? [];
          const [, table = '', column] = /^column (\w+\."[^"]+")\.(\S+)/.exec(line) ?? [];
          return [index, constraint, tables.includes(table) ? undefined : column].filter((name) => name !== undefined);
        });
        expect(names.length).toBeGreaterThan(1);
        for (const name of [...tables, ...names])
          expect(migration.validate, `${migration.module} ${migration.version}`).toContain(name);
      }
  });

  it('has an index for every foreign key, and refers only to the core and to what its module stands on', async () => {
    await install(...roles.migrator.modules().map(({ code }) => code));
    const keys = await ask(
      admin(),
      `SELECT k.conrelid::regclass::text AS "table", k.conname AS name, n.nspname AS schema, f.nspname AS refers,
              EXISTS (SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indkey[0] = k.conkey[1]) AS indexed
         FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
         JOIN pg_class c ON c.oid = k.confrelid JOIN pg_namespace f ON f.oid = c.relnamespace WHERE k.contype = 'f'`,
    );
    expect(keys.length).toBeGreaterThan(50);
    const manifests = bundles.map(({ manifest }) => manifest);
    for (const { table, name, schema, refers, indexed } of keys) {
      expect(indexed, `${table} ${name}`).toBe(true);
      const own = manifests.find((manifest) => manifest.schema === schema);
      const mayRefer = manifests.filter(({ code }) => own?.dependsOn.includes(code)).map((manifest) => manifest.schema);
      expect(['tenant', schema, ...mayRefer], `${table} ${name}`).toContain(refers);
    }
  });
});

describe("the tenant's own role", () => {
  it('reads and writes rows of every module, and makes nothing', async () => {
    await install(...roles.migrator.modules().map(({ code }) => code));
    await roles.seeder.seed(reservation);
    const rights = await ask(
      admin(),
      `SELECT c.oid::regclass::text AS "table",
              (SELECT array_agg(wanted ORDER BY wanted) FROM unnest(ARRAY['DELETE', 'INSERT', 'SELECT', 'UPDATE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) wanted
                WHERE has_table_privilege($1, c.oid, wanted)) AS rights,
              has_schema_privilege($1, c.relnamespace, 'CREATE') AS creates
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname = ANY ($2)`,
      [reservation.role, bundles.map(({ manifest }) => manifest.schema)],
    );
    expect(rights.length).toBeGreaterThan(40);
    for (const { table, rights: has, creates } of rights)
      expect({ table, has, creates }).toEqual({ table, has: ['DELETE', 'INSERT', 'SELECT', 'UPDATE'], creates: false });
    await ask(
      asTenant(),
      `INSERT INTO crm."Customers" ("Id", "CompanyId", "Code", "Name")
       SELECT gen_random_uuid(), "Id", 'M-1', 'Işık Ltd. Şti.' FROM tenant."Companies"`,
    );
    await ask(asTenant(), `UPDATE crm."Customers" SET "City" = 'İzmir', "RowVersion" = "RowVersion" + 1`);
    expect(await ask(asTenant(), 'SELECT "Name", "City" FROM crm."Customers"')).toEqual([
      { Name: 'Işık Ltd. Şti.', City: 'İzmir' },
    ]);
    await ask(asTenant(), 'DELETE FROM crm."Customers"');
    for (const { manifest } of bundles)
      await expect(ask(asTenant(), `CREATE TABLE ${manifest.schema}.mine (n int)`)).rejects.toMatchObject({
        code: '42501',
      });
    await expect(ask(asTenant(), 'DROP TABLE hr."Payroll"')).rejects.toMatchObject({ code: '42501' });
    await expect(ask(asTenant(), 'ALTER TABLE sales."Invoices" ADD COLUMN mine int')).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('has the same rights in what another role of the platform migrated', async () => {
    await install();
    await roles.seeder.seed(reservation);
    await roles.close();
    const settings = { ...world.settings, user: SUPERUSER.user };
    const other = await openPostgresPerTenant({ settings, password: SUPERUSER.password });
    await other.setWritable(true);
    const held = await heldTenant(other, reservation);
    for (const migration of held.roles.migrator.available('HR'))
      await held.roles.migrator.apply(reservation, migration, never);
    await held.roles.close();
    await other.close();
    await ask(
      asTenant(),
      `INSERT INTO hr."Departments" ("Id", "CompanyId", "Code", "Name") SELECT gen_random_uuid(), "Id", 'IK', 'İK' FROM tenant."Companies"`,
    );
    expect(await ask(asTenant(), 'SELECT "Name" FROM hr."Departments"')).toEqual([{ Name: 'İK' }]);
    await expect(ask(asTenant(), 'CREATE TABLE hr.mine (n int)')).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a migration that does not go through', () => {
  it('changes nothing where its statements fail, and says which and why', async () => {
    await install('CRM');
    const before = await catalogue();
    const history = await roles.migrator.applied(reservation);
    const sales = first('Sales');
    const broken = { ...sales, sql: `${sales.sql}\nCREATE INDEX ON sales."NoSuchTable" ("Id");` };
    await expect(roles.migrator.apply(reservation, broken, never)).rejects.toMatchObject({
      key: 'migration.failed',
      params: { module: 'Sales', version: '0001', name: 'orders' },
      server: { code: '42P01', message: 'relation "sales.NoSuchTable" does not exist' },
    });
    expect(await catalogue()).toEqual(before);
    expect(await roles.migrator.applied(reservation)).toEqual(history);
  });

  it('changes nothing where it did not bring what it should', async () => {
    await install('CRM');
    const before = await catalogue();
    const sales = first('Sales');
    const sql = sales.sql.replace(/^CREATE INDEX "IX_SalesOrders_Status".*$/m, '');
    expect(sql).not.toBe(sales.sql);
    await expect(roles.migrator.apply(reservation, { ...sales, sql }, never)).rejects.toMatchObject({
      key: 'migration.not_in_place',
      params: { module: 'Sales', version: '0001', name: 'orders', missing: 'sales."IX_SalesOrders_Status"' },
    });
    expect(await catalogue()).toEqual(before);
    expect(await roles.migrator.applied(reservation)).not.toContainEqual(expect.objectContaining({ module: 'Sales' }));
  });

  it('changes nothing where its proof can not even be asked for', async () => {
    await install();
    const before = await catalogue();
    const validate = 'SELECT 1 FROM nowhere.nothing;\n';
    await expect(roles.migrator.apply(reservation, { ...first('HR'), validate }, never)).rejects.toMatchObject({
      key: 'migration.not_in_place',
      params: { missing: 'relation "nowhere.nothing" does not exist' },
      server: { code: '42P01' },
    });
    expect(await catalogue()).toEqual(before);
  });

  it('gives up where somebody holds what it needs, and may be tried again', async () => {
    await install();
    const before = await catalogue();
    await connected(admin(), async (blocker) => {
      await blocker.query('BEGIN');
      await blocker.query('LOCK TABLE tenant."Companies" IN ACCESS EXCLUSIVE MODE');
      await expect(roles.migrator.apply(reservation, first('CRM'), never)).rejects.toMatchObject({
        code: 'busy',
        key: 'migration.blocked',
        retry: true,
        params: { module: 'CRM', version: '0001', name: 'customers' },
        server: { code: '55P03' },
      });
      await blocker.query('ROLLBACK');
    });
    expect(await catalogue()).toEqual(before);
    await roles.migrator.apply(reservation, first('CRM'), never);
  });

  it('stays applied where taking it back fails', async () => {
    await install('Sales');
    const before = await catalogue();
    const history = await roles.migrator.applied(reservation);
    for (const migration of [...roles.migrator.available('CRM')].slice(1).reverse()) {
      // Opportunities are what quotations refer to.
      const taken = roles.migrator.revert(reservation, migration, never);
      if (migration.version === '0003') await taken;
      else
        await expect(taken).rejects.toMatchObject({
          key: 'migration.revert_failed',
          params: { module: 'CRM', version: '0002', name: 'pipeline' },
          server: { code: '2BP01' },
        });
    }
    await install('CRM');
    expect(await catalogue()).toEqual(before);
    expect(await roles.migrator.applied(reservation)).toEqual(history);
  });
});

describe('removing a module', () => {
  const manifestOf = (module: string) => {
    const found = roles.migrator.modules().find(({ code }) => code === module);
    if (found === undefined) throw new Error(`no module ${module}`);
    return found;
  };

  it('takes its schema with all rows and its history, and nothing of any other', async () => {
    await install('Inventory', 'HR');
    await roles.seeder.seed(reservation);
    const [{ company }] = (await ask(admin(), 'SELECT "Id" AS company FROM tenant."Companies"')) as [
      { company: string },
    ];
    await ask(
      admin(),
      `INSERT INTO hr."Departments" ("Id", "CompanyId", "Code", "Name") SELECT gen_random_uuid(), $1, n, n FROM generate_series(1, 3) n`,
      [company],
    );
    // What somebody adds inside the schema goes with it.
    await ask(admin(), 'CREATE VIEW hr.everybody AS SELECT * FROM hr."Employees"');
    const elsewhere = (await catalogue()).filter((line) => !/ (hr\b|ON hr\.)/.test(line));
    expect(await roles.modules.contents(reservation, manifestOf('HR'))).toEqual({ tables: 5, rows: 3 });
    await roles.modules.purge(reservation, manifestOf('HR'), never);
    await roles.modules.purge(reservation, manifestOf('HR'), never);
    expect(await catalogue()).toEqual(elsewhere);
    expect(await roles.modules.contents(reservation, manifestOf('HR'))).toBeUndefined();
    const modules = new Set((await roles.migrator.applied(reservation)).map(({ module }) => module));
    expect([...modules].sort()).toEqual(['Inventory', 'core']);
    await install('HR');
  });

  it.each([
    ['another module', '', '"FK_Invoices_Customers_CustomerId" on sales."Invoices"'],
    ['a view', 'CREATE VIEW public.people AS SELECT "Name" FROM crm."Customers"', 'on public.people'],
    ['a column of its types', 'CREATE TABLE public.copies (one crm."Campaigns")', 'public.copies.one'],
    ['a foreign key', 'CREATE TABLE public.notes (of uuid REFERENCES crm."Leads" ("Id"))', 'public.notes'],
    [
      'a function',
      'CREATE FUNCTION public.of(crm."Leads") RETURNS int LANGUAGE sql RETURN 1',
      'public.of(crm."Leads")',
    ],
  ])('is refused where %s stands on it', async (_what, sql, named) => {
    await install(sql === '' ? 'Sales' : 'CRM');
    if (sql !== '') await ask(admin(), sql);
    const before = await catalogue();
    const history = await roles.migrator.applied(reservation);
    await expect(roles.modules.purge(reservation, manifestOf('CRM'), never)).rejects.toMatchObject({
      code: 'conflict',
      key: 'module.used_elsewhere',
      params: { module: 'CRM', schema: 'crm', by: expect.stringContaining(named) },
    });
    expect(await catalogue()).toEqual(before);
    expect(await roles.migrator.applied(reservation)).toEqual(history);
  });

  it('removes nothing that is no module of this console', async () => {
    await install('CRM');
    for (const manifest of [
      { code: 'core', schema: 'tenant', dependsOn: [] },
      { code: 'CRM', schema: 'tenant', dependsOn: [] },
      { code: 'Other', schema: '_tenantry', dependsOn: [] },
    ])
      await expect(roles.modules.purge(reservation, manifest, never)).rejects.toMatchObject({
        key: 'module.not_shipped',
      });
  });
});
