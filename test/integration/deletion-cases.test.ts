import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeletionAsk } from '../../main/tenants/start-deletion.ts';
import type { CallName } from '../../shared/contract/contract.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { startConsole, type TestConsole } from '../fakes/console.ts';
import { setUpPlatform, superAdmin } from '../fakes/set-up-platform.ts';
import { type LifeHouse, type LivingTenant, openLifeHouse } from '../servers/life-house.ts';

let house: LifeHouse;
/** The whole of main on the same platform, with its super admin signed in. */
let desk: TestConsole;
let doomed: ReadonlyArray<LivingTenant>;
let tenant: LivingTenant;

const operator = { name: 'Ayşe Yılmaz', email: superAdmin.email };
const waiver = { waiver: 'nobody wants a copy of it' };
const ask = ({ id, code }: LivingTenant): DeletionAsk => ({
  ...{ id, typedCode: code, reason: 'the contract ended', backup: waiver, export: waiver },
});

async function doom(code: string): Promise<LivingTenant> {
  const made = await house.tenant(code);
  const { timeZone } = house.platform.config.settings;
  await house.life.cancel({ id: made.id, reason: 'the contract ended' }, operator.email);
  const deleteAfter = new Date().toLocaleDateString('sv', { timeZone });
  await house.life.schedule({ id: made.id, deleteAfter, reason: 'at once' }, operator.email);
  return made;
}

beforeAll(async () => {
  house = await openLifeHouse();
  desk = await startConsole();
  const { settings, password } = house.platform.config;
  await setUpPlatform(desk, settings, password);
  await desk.call('session.stepUp', { password: superAdmin.password });
  doomed = [await doom('cinar-1'), await doom('cinar-2')];
  tenant = doomed[0] as LivingTenant;
});
afterAll(async () => {
  await desk?.close();
  await house?.close();
});

/** Every row, database and role that a deletion begins with, changes or removes. */
const everything = () =>
  house.asAdmin(
    `SELECT (SELECT json_agg(t ORDER BY t."Id") FROM "Tenants" t) AS tenants,
            (SELECT json_agg(d::text ORDER BY d::text) FROM "TenantDomains" d) AS domains,
            (SELECT json_agg(u::text ORDER BY u::text) FROM "MasterUsers" u) AS users,
            (SELECT json_agg(o::text ORDER BY o::text) FROM tenantry.operation o) AS operations,
            (SELECT json_agg((datname, oid, datallowconn, datconnlimit)::text ORDER BY oid) FROM pg_database) AS databases,
            (SELECT json_agg((rolname, rolcanlogin, rolconnlimit)::text ORDER BY oid) FROM pg_roles) AS roles`,
  );

let before: Awaited<ReturnType<typeof everything>>;
beforeEach(async () => {
  before = await everything();
});

describe('D08: many at once', () => {
  const ids = (): ReadonlyArray<string> => [
    ...doomed.map(({ id }) => id),
    ...Array.from({ length: 25 - doomed.length }, () => randomUUID()),
  ];
  const asked = (): Readonly<Record<string, unknown>> => ({ ...ask(tenant) });

  it.each([
    ['a list for the one tenant', () => ({ ...asked(), id: ids() })],
    ['a list of one', () => ({ ...asked(), id: [tenant.id] })],
    ['a list beside the one tenant', () => ({ ...asked(), ids: ids() })],
    ['a selection', () => ({ ...asked(), tenants: ids() })],
    ['a list of questions', () => doomed.map((one) => ({ ...ask(one) }))],
    ['ids in one text', () => ({ ...asked(), id: ids().join(',') })],
  ])('as %s are refused, and nothing changes', async (_what, input) => {
    expect(await desk.answer('lifecycle.delete', input())).toMatchObject({
      ...{ ok: false, error: { code: 'invalid_input' } },
    });
    expect(await everything()).toEqual(before);
  });

  it('have no call', async () => {
    for (const name of ['lifecycle.deleteMany', 'tenants.deleteMany', 'tenants.delete', 'lifecycle.bulkDelete'])
      expect(await desk.answer(name as CallName, { ...asked(), tenants: ids() })).toMatchObject({
        ...{ ok: false, error: { key: 'call.unknown' } },
      });
    expect(await everything()).toEqual(before);
  });

  it('past the schema as well, a list is no tenant', async () => {
    for (const list of [ids(), [tenant.id]])
      await expect(
        house.life.delete({ ...ask(tenant), id: list as unknown as TenantId }, operator),
      ).rejects.toBeInstanceOf(Error);
    expect(await everything()).toEqual(before);
  });
});

describe('D09: what is typed to confirm', () => {
  it.each([
    ['with İ', 'cİnar-1', 'field.invalid'],
    ['with ı', 'cınar-1', 'field.invalid'],
    ['in capitals', 'CINAR-1', 'field.invalid'],
    ['with a space after it', 'cinar-1 ', 'field.invalid'],
    ['with a space before it', ' cinar-1', 'field.invalid'],
    ['with a space that does not break', 'cinar-1\u00a0', 'field.invalid'],
    ['with a Cyrillic а', 'cin\u0430r-1', 'field.invalid'],
    ['with a combining dot', 'ci\u0307nar-1', 'field.invalid'],
    ['in wide letters', 'ｃｉｎａｒ-1', 'field.invalid'],
    ['with another dash', 'cinar\u20101', 'field.invalid'],
    ["with another tenant's code", 'cinar-2', 'field.invalid'],
    ['with nothing', '', 'field.invalid'],
    ['with a zero-width space', 'cin\u200bar-1', 'name.hidden_characters'],
    ['with a joiner', 'cinar-1\u200d', 'name.hidden_characters'],
    ['with a soft hyphen', 'ci\u00adnar-1', 'name.hidden_characters'],
    ['with a turning mark', '\u202ecinar-1', 'name.hidden_characters'],
    ['with a byte order mark', '\ufeffcinar-1', 'name.hidden_characters'],
    ['with a line end', 'cinar-1\n', 'name.hidden_characters'],
    ['with a NUL', 'cinar-1\0', 'name.hidden_characters'],
  ])('%s is not the code, and nothing is begun', async (_what, typedCode, key) => {
    expect(await desk.answer('lifecycle.delete', { ...ask(tenant), typedCode })).toMatchObject({
      ...{ ok: false, error: { code: 'invalid_input', key, field: 'typedCode' } },
    });
    expect(await everything()).toEqual(before);
  });

  it('code point for code point is, and this one tenant goes', async () => {
    const ended = desk.event('operations.ended', () => true);
    const { operationId } = await desk.call('lifecycle.delete', { ...ask(tenant) });
    expect((await ended).id).toBe(operationId);
    expect(await desk.call('operations.get', { id: operationId })).toMatchObject({
      kind: 'delete',
      state: 'succeeded',
    });
    const left = await house.asAdmin('SELECT datname::text AS name FROM pg_database WHERE datname::text = ANY ($1)', [
      doomed.map(({ database }) => database),
    ]);
    expect(left).toEqual([{ name: doomed[1]?.database }]);
  });
});
