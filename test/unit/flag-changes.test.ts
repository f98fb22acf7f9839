import { expect, it } from 'vitest';
import { createFlag, removeFlag, resumeFlag, saveFlag, stopFlag } from '../../main/flags/change.ts';
import { evaluateFlag, flagDetail, flagsOfTenant, listFlags, previewFlag, whoHasFlag } from '../../main/flags/read.ts';
import { setFlagOperation } from '../../main/flags/set-flag.ts';
import { setFlagForMany } from '../../main/flags/start-set-flag.ts';
import { planBulk } from '../../main/tenants/bulk-plan.ts';
import type { FlagRulesInput } from '../../shared/contract/flags.ts';
import { flagPlace } from '../../shared/domain/flags.ts';
import type { PackageId, TenantId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import { addTenant } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const by = 'ayse@example.com';
const signal = new AbortController().signal;
const about = { name: 'WhatsApp inbox', description: null, owner: 'CRM', expiresOn: null };
const key = 'crm.inbox';
const reason = 'a pilot';
const packages = ['starter', 'growth'].map((name, at) => ({
  id: `10000000-0000-4000-8000-00000000000${at}` as string as PackageId,
  name,
  maxUsers: null,
}));

/** Four tenants: one without a package, then starter, growth, growth; a hundred liras each. */
async function house() {
  const platform = createMemoryPlatform();
  platform.world.packages.push(...packages);
  const tenants = ['acme', 'borda', 'cinar', 'dogan'].map((code) => addTenant(platform, { code, name: code }));
  const bought = [null, packages[0], packages[1], packages[1]];
  for (const [at, { id }] of tenants.entries()) {
    const sold = bought[at];
    if (sold === null || sold === undefined) continue;
    platform.world.subscriptions.push({
      ...{ tenantId: id, packageId: sold.id, status: 'active', price: { minor: 10_000, currency: 'TRY' } },
      ...{ period: 'monthly', trialEndsAt: null, periodEndsAt: null, modules: [] },
    });
  }
  const operating = platform.open();
  await operating.setWritable(true);
  const desk = await startDesk(platform, 'one', [setFlagOperation({ openRoles: operating.openOperation })]);
  const { layout, engine } = desk;
  const { flags } = layout;
  const ids = tenants.map(({ id }) => id);
  await createFlag({ flags, by }, { key, ...about });
  const rules = (overrides: Partial<FlagRulesInput> = {}): FlagRulesInput => ({
    ...{ stage: 'enabled', alwaysOn: [], neverOn: [], requiresPackage: null, rollout: 0 },
    ...overrides,
  });
  const save = async (overrides: Partial<FlagRulesInput> = {}) => {
    const expected = (await flags.find(key))?.version ?? 0;
    return saveFlag({ flags, by }, { key, expected, rules: rules(overrides), ...about, reason });
  };
  const onFor = async () => (await listFlags({ flags, signal })).flags[0]?.on;
  const set = (to: 'always_on' | 'never_on' | 'nowhere', chosen: ReadonlyArray<TenantId> = ids) =>
    setFlagForMany({ ...layout, engine, by }, { key, to, tenants: chosen, reason });
  return { ...platform, desk, layout, engine, flags, ids, rules, save, onFor, set, reading: { flags, signal } };
}

it('is planned at first, for nobody', async () => {
  const { flags, onFor } = await house();
  expect(await flags.find(key)).toMatchObject({ ...about, stage: 'planned', rollout: 0, version: 1 });
  expect(await onFor()).toBe(0);
});

it('tells before it is saved who gets it, for how much, and by which rule', async () => {
  const { flags, rules, save, ids, reading } = await house();
  const asked = rules({ requiresPackage: packages[1]?.id ?? null, rollout: 100, neverOn: [ids[3] as TenantId] });
  const preview = await previewFlag(reading, { key, rules: asked, offset: 0 });
  expect(preview).toMatchObject({
    effect: {
      tenants: 4,
      on: { tenants: 1, mrr: [{ minor: 10_000, currency: 'TRY' }] },
      groups: [
        { by: 'never_on', on: false, tenants: 1 },
        { by: 'package', on: false, tenants: 2, mrr: [{ minor: 10_000, currency: 'TRY' }] },
        { by: 'rollout', on: true, tenants: 1 },
      ],
    },
    turnsOn: { tenants: 1, mrr: [{ minor: 10_000, currency: 'TRY' }] },
    turnsOff: { tenants: 0, mrr: [] },
    rows: [{ name: 'cinar', packageName: 'growth', on: true, by: 'rollout' }],
  });
  expect((await previewFlag(reading, { key, rules: asked, offset: 1 })).rows).toEqual([]);
  expect((await flags.find(key))?.version).toBe(1);
  const { before, after } = await save(asked);
  expect([before?.stage, after.stage, after.version]).toEqual(['planned', 'enabled', 2]);
  const detail = await flagDetail(reading, key);
  expect(detail).toMatchObject({
    flag: { state: 'partial', on: 1 },
    listed: [{ id: ids[3], name: 'dogan' }],
    packages: [{ name: 'starter' }, { name: 'growth' }],
    effect: preview.effect,
  });
  expect(await whoHasFlag(reading, { key, on: true, search: '', offset: 0 })).toMatchObject({
    tenants: 1,
    rows: [{ code: 'cinar' }],
  });
  expect(await whoHasFlag(reading, { key, on: false, search: 'ÇInar', offset: 0 })).toMatchObject({ tenants: 0 });
  expect(await whoHasFlag(reading, { key, on: false, search: 'DOĞAN', offset: 0 })).toMatchObject({
    rows: [{ code: 'dogan', by: 'never_on' }],
  });
});

it('is evaluated for a tenant, by what is saved and by what is not yet', async () => {
  const { rules, save, ids, reading } = await house();
  const [tenantId] = ids as [TenantId];
  await save({ rollout: 100 });
  const place = flagPlace(key, tenantId);
  const unsaved = rules({ requiresPackage: packages[1]?.id ?? null, rollout: 100 });
  expect(await evaluateFlag(reading, { key, tenantId, rules: unsaved })).toMatchObject({
    subject: { code: 'acme', package: null },
    rules: { requiresPackage: { name: 'growth', order: 2 } },
    decision: { on: false, by: 'package', place },
    saved: { on: true, by: 'rollout', place },
  });
  expect((await flagsOfTenant(reading, tenantId)).flags).toMatchObject([
    { key, decision: { on: true, by: 'rollout' } },
  ]);
  const nobody = 'ffffffff-0000-4000-8000-000000000000' as string as TenantId;
  await expect(evaluateFlag(reading, { key, tenantId: nobody, rules: null })).rejects.toMatchObject({
    key: 'tenant.not_found',
  });
});

it('is not saved with what nobody could mean', async () => {
  const { flags, save, ids, rules } = await house();
  const [first] = ids as [TenantId];
  const gone = 'ffffffff-0000-4000-8000-000000000000';
  await expect(save({ alwaysOn: [first], neverOn: [first] })).rejects.toMatchObject({
    ...{ key: 'flag.both_lists', field: 'rules.neverOn', params: { count: 1 } },
  });
  await expect(save({ alwaysOn: [gone as string as TenantId] })).rejects.toMatchObject({ key: 'flag.no_tenant' });
  await expect(save({ requiresPackage: gone as string as PackageId })).rejects.toMatchObject({
    key: 'flag.no_package',
  });
  const stale = { key, expected: 9, rules: rules(), ...about, reason };
  await expect(saveFlag({ flags, by }, stale)).rejects.toMatchObject({ key: 'flag.changed' });
  expect((await flags.find(key))?.version).toBe(1);
});

it('keeps who is gone on a list, and lets them be taken off', async () => {
  const { flags, save, ids, world } = await house();
  const [first, second] = ids as [TenantId, TenantId];
  await save({ alwaysOn: [first] });
  world.tenants.delete(first);
  expect((await save({ alwaysOn: [first, second] })).after.problems).toEqual([{ kind: 'tenants', ids: [first] }]);
  expect((await save({ alwaysOn: [second] })).after.problems).toEqual([]);
  expect((await flags.events(key)).map(({ action }) => action)).toEqual(['changed', 'changed', 'changed', 'created']);
});

it('is stopped everywhere at once, whoever changes it meanwhile, and goes on as it was', async () => {
  const { flags, save, rules, onFor } = await house();
  await save({ rollout: 100 });
  let raced = false;
  const racing: typeof flags = {
    ...flags,
    async find(asked) {
      const found = await flags.find(asked);
      if (!raced) {
        raced = true;
        await save({ rollout: 90 });
      }
      return found;
    },
  };
  const { before, after } = await stopFlag({ flags: racing, by }, { key, reason: 'it loses mails' });
  expect([before?.rollout, after.stage, after.stoppedFrom, after.rollout]).toEqual([90, 'disabled', 'enabled', 90]);
  expect(await onFor()).toBe(0);
  await expect(stopFlag({ flags, by }, { key, reason })).rejects.toMatchObject({ key: 'flag.stopped' });
  await expect(save({ rollout: 100 })).rejects.toMatchObject({ key: 'flag.stopped' });
  const expected = after.version;
  // Its rules may be prepared while it is stopped.
  const prepared = { ...rules({ rollout: 50 }), stage: 'disabled' } as const;
  await saveFlag({ flags, by }, { key, expected, rules: prepared, ...about, reason });
  await expect(resumeFlag({ flags, by }, { key, expected, reason })).rejects.toMatchObject({ key: 'flag.changed' });
  const resumed = await resumeFlag({ flags, by }, { key, expected: expected + 1, reason });
  expect(resumed.after).toMatchObject({ stage: 'enabled', rollout: 50, stoppedFrom: null });
  await expect(resumeFlag({ flags, by }, { key, expected: expected + 2, reason })).rejects.toMatchObject({
    key: 'flag.not_stopped',
  });
  expect((await flags.events(key)).slice(0, 3).map(({ action }) => action)).toEqual(['resumed', 'changed', 'stopped']);
});

it('is removed only by its key, and only when nobody has it', async () => {
  const { flags, save } = await house();
  await save({ rollout: 100 });
  const asked = { key, expected: 2, typedKey: key, reason };
  await expect(removeFlag({ flags, by }, { ...asked, typedKey: 'crm' })).rejects.toMatchObject({
    ...{ key: 'flag.not_confirmed', field: 'typedKey' },
  });
  await expect(removeFlag({ flags, by }, asked)).rejects.toMatchObject({ key: 'flag.in_use', params: { count: 4 } });
  await save({ rollout: 0 });
  await removeFlag({ flags, by }, { ...asked, expected: 3 });
  expect(await flags.list()).toEqual([]);
  await expect(save()).rejects.toMatchObject({ key: 'flag.not_found' });
});

it('is set for a selection, each with a step and a line of its own', async () => {
  const { desk, engine, flags, save, set, ids } = await house();
  await save({ neverOn: ids.slice(0, 1), alwaysOn: ids.slice(1, 2) });
  const { operationId, label } = await set('always_on');
  expect(label).toBe('acme +2');
  const view = await desk.settled(operationId);
  expect(view.steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'checking done',
    'flagging/acme done',
    'flagging/cinar done',
    'flagging/dogan done',
    'completed done',
  ]);
  expect(view.steps[1]?.evidence).toEqual({ code: 'acme', to: 'always_on' });
  expect(await flags.find(key)).toMatchObject({ neverOn: [], alwaysOn: [ids[1], ids[0], ids[2], ids[3]] });
  expect((await flags.events(key)).flatMap(({ listing }) => listing?.tenantName ?? [])).toEqual([
    'dogan',
    'cinar',
    'acme',
  ]);
  await expect(set('always_on')).rejects.toMatchObject({ key: 'flag.none_left' });
  expect((await engine.get(operationId)).needs).toEqual({ resume: 'tenants.manage', cancel: 'tenants.manage' });
});

it('goes on with the others where one is gone, and fails where it is the only one', async () => {
  const { desk, faults, flags, set, ids } = await house();
  faults.fail('flagRecords.list', new AppError('refused', 'server.refused_statement'));
  const several = await desk.settled((await set('always_on')).operationId);
  expect(several).toMatchObject({ state: 'succeeded', warnings: [{ key: 'server.refused_statement' }] });
  expect((await flags.find(key))?.alwaysOn).toEqual(ids.slice(1));
  faults.fail('flagRecords.list', new AppError('refused', 'server.refused_statement'));
  const alone = await desk.settled((await set('never_on', ids.slice(0, 1))).operationId);
  expect(alone).toMatchObject({ state: 'failed', canUndo: true, subject: { tenantId: ids[0] } });
});

it('is planned with what it leaves out, also while an operation works on a tenant', async () => {
  const { layout, save, ids, world } = await house();
  await save({ alwaysOn: ids.slice(0, 1) });
  Object.assign(world.tenants.get(ids[1] as TenantId) ?? {}, { lifecycle: 'deleted' });
  const plan = await planBulk(
    {
      ...{ layout, now: new Date(), moduleSkips: async () => null },
      engine: { newestOn: async () => new Map<string, never>() },
    },
    ids,
    { setFlag: { key, to: 'always_on' } },
  );
  expect(plan.tenants.map(({ skipped }) => skipped)).toEqual(['listed_already', 'wrong_lifecycle', null, null]);
  expect(plan.radius).toMatchObject({ tenants: 2, mrr: [{ minor: 20_000, currency: 'TRY' }] });
});

it('stops counting when nobody waits for it', async () => {
  const { flags } = await house();
  await expect(listFlags({ flags, signal: AbortSignal.abort() })).rejects.toThrow();
});
