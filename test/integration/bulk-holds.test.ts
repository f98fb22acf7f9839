import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { holdMany, planBulk, releaseMany } from '../../main/tenants/bulk-plan.ts';
import { putHold } from '../../main/tenants/hold.ts';
import type { HoldKind } from '../../shared/domain/holds.ts';
import type { OperationId } from '../../shared/domain/ids.ts';
import { type LifeHouse, type LivingTenant, openLifeHouse } from '../servers/life-house.ts';

let house: LifeHouse;
let tenants: ReadonlyArray<LivingTenant>;
let count = 0;

beforeAll(async () => {
  house = await openLifeHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  count += 1;
  const made: LivingTenant[] = [];
  for (const name of ['acme', 'borda', 'cinar']) made.push(await house.tenant(`${name}-${count}`));
  tenants = made;
});

const parts = () => ({ ...house.desk, now: new Date(), by: 'ayse@example.com' });
const ids = () => tenants.map(({ id }) => id);
const hold = (kind: HoldKind) =>
  holdMany(parts(), { tenants: ids(), kind, effects: ['block_login'], reason: 'a night of work', reviewOn: null });
const release = (kind: HoldKind) => releaseMany(parts(), { tenants: ids(), kind, reason: 'the work is done' });
const knocks = async () => {
  const answers: string[] = [];
  for (const tenant of tenants) answers.push((await house.knock(tenant)).replace(/^role ".*" is /, ''));
  return answers;
};
const columns = () =>
  house.asAdmin(`SELECT "Status" AS status, "IsActive" AS active FROM "Tenants" WHERE "Id" = ANY($1) ORDER BY "Code"`, [
    ids(),
  ]);
const shut = 'not permitted to log in';

it('D01: ends the sessions of every one, refuses its logins, and gives back exactly what was taken', async () => {
  const inside = new pg.Client(tenants[0]?.login);
  const ended = new Promise<string>((resolve) => inside.on('error', ({ message }) => resolve(message)));
  await inside.connect();
  const rows = () =>
    house.asAdmin(
      'SELECT count(*)::int AS n, md5(string_agg(c::text, \',\' ORDER BY id)) AS sum FROM crm."Customers" c',
      [],
      tenants[0]?.database ?? '',
    );
  const before = { rows: await rows(), columns: await columns() };

  const view = await house.ended(await hold('maintenance'));
  expect(view).toMatchObject({ state: 'succeeded', warnings: [], subject: { label: `${tenants[0]?.name} +2` } });
  expect(await ended).toContain('terminating connection');
  expect(view.steps[1]).toMatchObject({
    name: `holding/${tenants[0]?.code}`,
    evidence: { sealed: true, role: tenants[0]?.role, sessionsEnded: 1, sessionsLeft: 0 },
  });
  expect(await knocks()).toEqual([shut, shut, shut]);
  expect(await columns()).toEqual(Array(3).fill({ status: 'Suspended', active: false }));

  expect(await house.ended(await release('maintenance'))).toMatchObject({ state: 'succeeded', warnings: [] });
  expect(await knocks()).toEqual(['in', 'in', 'in']);
  expect({ rows: await rows(), columns: await columns() }).toEqual(before);
});

it('leaves out, before and during, what another operation works on', async () => {
  const [acme, borda] = tenants as [LivingTenant, LivingTenant];
  const { layout } = house.desk;
  const begin = async (tenant: LivingTenant) => {
    const id = randomUUID() as string as OperationId;
    await layout.journal.begin({
      ...{ id, kind: 'backup', params: {}, idempotencyKey: id, resource: `tenant:${tenant.id}`, steps: [] },
      ...{
        subject: { label: tenant.name, registrationId: null, tenantId: tenant.id },
        actor: 'cem',
        supersedes: false,
      },
    });
  };
  await begin(acme);
  const plan = await planBulk({ ...parts(), moduleSkips: async () => null }, ids(), { hold: 'security' });
  expect(plan.tenants.map(({ skipped }) => skipped)).toEqual(['busy', null, null]);
  // Planned and fixed; then somebody begins on the next one.
  const id = await holdMany(
    {
      ...parts(),
      engine: {
        newestOn: house.desk.engine.newestOn,
        async start(request) {
          await begin(borda);
          return house.desk.engine.start(request);
        },
      },
    },
    { tenants: ids(), kind: 'security', effects: ['block_login'], reason: 'a leak', reviewOn: null },
  );
  const view = await house.ended(id);
  expect(view.steps.map(({ name, state }) => [name, state])).toEqual([
    ['checking', 'done'],
    [`holding/${borda.code}`, 'warned'],
    [`holding/${tenants[2]?.code}`, 'done'],
    ['completed', 'done'],
  ]);
  expect(view.warnings).toMatchObject([{ key: 'operation.running_on_resource', params: { operator: 'cem' } }]);
  expect(await knocks()).toEqual(['in', 'in', shut]);
});

it('tells of a tenant whose database or role is somebody else’s, and holds the others', async () => {
  const [acme] = tenants as [LivingTenant];
  await house.asAdmin(`COMMENT ON ROLE ${pg.escapeIdentifier(acme.role)} IS 'tenantry: tenant ${randomUUID()}'`);
  const view = await house.ended(await hold('billing'));
  expect(view.state).toBe('succeeded');
  // Written, and nothing could be enforced: the receipt names no role.
  expect(view.steps[1]?.evidence).toEqual({ code: acme.code, sealed: false, sessionsEnded: 0, sessionsLeft: 0 });
  expect(await knocks()).toEqual(['in', shut, shut]);
});

it('lifts one kind only: a tenant with another hold stays closed', async () => {
  const [acme] = tenants as [LivingTenant];
  await house.ended(await hold('maintenance'));
  await putHold(parts(), { id: acme.id, kind: 'security', effects: ['block_login'], reason: 'a leak', reviewOn: null });
  const view = await house.ended(await release('maintenance'));
  expect(view.steps.slice(1, 4).map(({ evidence }) => evidence?.['sealed'])).toEqual([true, false, false]);
  expect(await knocks()).toEqual([shut, 'in', 'in']);
});
