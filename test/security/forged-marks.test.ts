import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scramVerifier } from '../../main/layouts/pg/scram.ts';
import { readMark } from '../../main/layouts/postgres-per-tenant/operation/marks.ts';
import type { CopyId } from '../../shared/domain/ids.ts';
import { reconcile } from '../../shared/domain/reconcile.ts';
import { openPostgresWorld, type PostgresWorld } from '../conformance/postgres-world.ts';
import { copyOf } from '../conformance/suites/copies.ts';
import { hold, never, newCode, reservationFor, reserved } from '../conformance/world.ts';
import { connected, createRole, type Login, superuser } from '../servers/databases.ts';

const { escapeIdentifier: quoted, escapeLiteral: literal } = pg;
const copyId = '3c3c3c3c-3333-4000-8000-000000000001' as CopyId;

let world: PostgresWorld;
beforeAll(async () => {
  world = await openPostgresWorld();
});
afterAll(() => world.close());

const admin = (database = 'postgres'): Login => superuser(world.server, database);
const ask = (login: Login, sql: string) => connected(login, async (client) => (await client.query(sql)).rows);
const comment = (login: Login, database: string, text: string) =>
  ask(login, `COMMENT ON DATABASE ${quoted(database)} IS ${literal(text)}`);
const found = async (subject: string) => {
  const observation = await world.layout.reconciler.observe({ deep: true, signal: never });
  return reconcile(observation, new Date(observation.at)).filter((finding) => finding.subject === subject);
};
const isThere = async (database: string): Promise<boolean> =>
  (await ask(admin(), `SELECT FROM pg_database WHERE datname = ${literal(database)}`)).length === 1;

/** Somebody's data, under a name as tenants' databases have it, that no list names. */
async function somebodys(): Promise<{ readonly database: string; readonly owner: Login }> {
  const database = reservationFor(newCode()).database;
  await world.administrator.createDatabase(database, 1);
  const role = await createRole(world.server, { rights: [], owns: database, prefix: 'legacy' });
  return { database, owner: role.as(database) };
}

describe('a comment that somebody wrote to look like the console’s mark', () => {
  it('of a copy makes nobody’s of no data that its owner, and not the console, made', async () => {
    const { database, owner } = await somebodys();
    const { roles } = await hold(world.layout, reservationFor(newCode()));
    for (const forged of [`tenantry: copy ${copyId}`, `tenantry: copy ${copyId} loaded`]) {
      await comment(owner, database, forged);
      expect((await found(database)).filter(({ removable }) => removable !== null)).toEqual([]);
      expect(await roles.orphans.database(database)).toMatchObject({ kind: 'in_use' });
      await expect(roles.orphans.dropDatabase(database, never)).rejects.toMatchObject({ key: 'finding.changed' });
    }
    expect(await isThere(database)).toBe(true);
    await roles.close();
  });

  it('of a copy is believed where who makes copies made it: these tests would see it', async () => {
    const { database } = await somebodys();
    await ask(admin(), `ALTER DATABASE ${quoted(database)} OWNER TO ${quoted(admin().user)}`);
    await comment(admin(), database, `tenantry: copy ${copyId}`);
    const { roles } = await hold(world.layout, reservationFor(newCode()));
    expect(await roles.orphans.database(database)).toMatchObject({ kind: 'orphan' });
    await roles.close();
  });

  it.each(['copy', 'dropping', 'swapping'])(
    'of %s on a living tenant’s database takes it from nobody',
    async (kind) => {
      const { roles, reservation } = await reserved(world.layout, newCode());
      await roles.storage.create(reservation, scramVerifier('x'), never);
      const { database, tenantId } = reservation;
      await comment(admin(), database, `tenantry: ${kind} ${kind === 'copy' ? copyId : tenantId}`);
      expect((await found(database)).filter(({ removable }) => removable !== null)).toEqual([]);
      const repair = await hold(world.layout, reservationFor(newCode()));
      await expect(repair.roles.orphans.dropDatabase(database, never)).rejects.toMatchObject({
        key: 'finding.changed',
      });
      const copy = { ...copyOf(reservation), id: copyId, database };
      await expect(repair.roles.copies.drop(copy, never)).rejects.toMatchObject({
        key: expect.stringMatching(/^copy\.|^name\./),
      });
      expect(await isThere(database)).toBe(true);
      await Promise.all([roles.close(), repair.roles.close()]);
    },
  );

  it('of one copy is not that of another, and none of another tenant’s', async () => {
    const { roles, reservation } = await reserved(world.layout, newCode());
    const copy = copyOf(reservation);
    await roles.copies.reserve(copy);
    await roles.copies.create(copy, never);
    for (const other of [
      { ...copy, id: copyId },
      { ...copy, tenantId: reservationFor(newCode()).tenantId },
    ]) {
      await expect(roles.copies.markLoaded(other)).rejects.toMatchObject({ code: 'conflict' });
      await expect(roles.copies.create(other, never)).rejects.toMatchObject({ code: 'conflict' });
    }
    expect(await isThere(copy.database)).toBe(true);
    await comment(admin(), copy.database, `tenantry: copy ${copyId} loaded`);
    await expect(roles.copies.drop(copy, never)).rejects.toMatchObject({ key: 'copy.foreign' });
    await roles.close();
  });
});

it.each([
  `tenantry: copy ${copyId}'; DROP DATABASE postgres; --`,
  `tenantry: copy ${copyId}\n`,
  `\ntenantry: copy ${copyId}`,
  `tenantry: copy ${copyId} loaded loaded`,
  `Tenantry: copy ${copyId}`,
  `tenantry: copy ${copyId}\u200B`,
  `tenantry:\u00A0copy ${copyId}`,
  'tenantry: copy %',
  '',
])('%j is no mark', (text) => {
  expect(readMark(text)).toBeUndefined();
});
