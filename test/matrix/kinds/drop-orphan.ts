import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DropOrphanParams } from '../../../main/attention/drop-orphan.ts';
import { databaseNameFor, roleNameFor } from '../../../shared/domain/names.ts';
import { connected } from '../../servers/databases.ts';
import type { Stage } from '../stage.ts';
import { findings } from './expect.ts';
import type { Arranged, Scenario } from './kind.ts';
import { databaseNamed, mayLogIn } from './look.ts';

interface OrphanCase extends Arranged {
  readonly of: DropOrphanParams['of'];
  readonly name: string;
}

const quoted = pg.escapeIdentifier;

/** As a console of the platform made it, for a tenant that is nowhere any more. */
async function leaveDatabase({ platform, admin }: Stage, name: string, what: 'stamped' | 'empty'): Promise<void> {
  await admin.query(
    `CREATE DATABASE ${quoted(name)} OWNER ${quoted(platform.config.settings.user)} TEMPLATE template0`,
  );
  if (what === 'empty') return;
  const { user, password } = { user: platform.config.settings.user, password: platform.config.password };
  await connected({ ...platform.admin, user, password, database: name }, (client) =>
    client.query(`CREATE SCHEMA _tenantry;
      CREATE TABLE _tenantry.owner (one boolean PRIMARY KEY DEFAULT true, tenant_id uuid NOT NULL, op_id uuid NOT NULL, fence bigint NOT NULL);
      INSERT INTO _tenantry.owner VALUES (true, '${randomUUID()}', '${randomUUID()}', 1);
      CREATE TABLE ledger (n integer); INSERT INTO ledger VALUES (1)`),
  );
}

async function leaveRole({ platform }: Stage, name: string): Promise<void> {
  const { user } = platform.config.settings;
  await connected({ ...platform.admin, user, password: platform.config.password }, (client) =>
    client.query(
      `CREATE ROLE ${quoted(name)} LOGIN; COMMENT ON ROLE ${quoted(name)} IS 'tenantry: tenant ${randomUUID()}'`,
    ),
  );
}

const dropOrphan = (
  variant: string,
  of: OrphanCase['of'],
  leave: (stage: Stage, name: string) => Promise<void>,
): Scenario<OrphanCase> => ({
  kind: 'drop_orphan',
  variant,
  async arrange(stage) {
    const code = stage.nextCode();
    const database = databaseNameFor(stage.platform.config.settings.databasePattern, code);
    const name = of === 'database' ? database : roleNameFor(database);
    await leave(stage, name);
    return { marks: [code], of, name };
  },
  async start({ engine, layout }, { name }) {
    const { systemIdentifier } = layout.server;
    const params: DropOrphanParams = { of, name, systemIdentifier, reason: 'Wanted by a matrix', by: 'first' };
    return engine.start({
      kind: 'drop_orphan',
      params: { ...params },
      idempotencyKey: `drop_orphan:${randomUUID()}`,
      resource: `orphan:${of}:${name.toLowerCase()}`,
      subject: { label: name, registrationId: null, tenantId: null },
      actor: 'first',
      supersedes: false,
    });
  },
  async problems(stage, { name }, end) {
    const { equal, all } = findings();
    const there = end === 'undone' ? true : undefined;
    if (of === 'role') equal('role', await mayLogIn(stage, name), there);
    else {
      const found = await databaseNamed(stage, name);
      equal('database', found?.open, there);
      if (found !== undefined) equal('mark', found.mark, null);
    }
    return all;
  },
});

export const dropOrphanScenarios: ReadonlyArray<Scenario<OrphanCase>> = [
  dropOrphan('stamped', 'database', (stage, name) => leaveDatabase(stage, name, 'stamped')),
  dropOrphan('empty', 'database', (stage, name) => leaveDatabase(stage, name, 'empty')),
  dropOrphan('role', 'role', leaveRole),
];
