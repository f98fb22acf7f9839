import { describe, expect, it } from 'vitest';
import type { PlatformLayout } from '../../../main/layouts/layout.ts';
import type { FlagContent } from '../../../main/layouts/roles/flags.ts';
import type { FeatureFlag, FlagList } from '../../../shared/domain/flags.ts';
import type { PackageId, TenantId } from '../../../shared/domain/ids.ts';
import type { PackageDefinition } from '../../../shared/domain/packages.ts';
import { activeTenant, type ConformanceWorld, hold, lost, newCode, newId, overtake, reservationFor } from '../world.ts';

const by = 'ayse@stocker.example';
const newKey = (): string => `flag_${newCode().slice(2)}`;

const content = (overrides: Partial<FlagContent> = {}): FlagContent => ({
  ...{
    key: newKey(),
    name: 'WhatsApp inbox',
    description: 'Messages beside mails',
    owner: 'CRM',
    expiresOn: '2027-03-31',
  },
  ...{ stage: 'enabled', alwaysOn: [], neverOn: [], requiresPackage: null, rollout: 10 },
  ...{ enabledForRoles: ['admin'], stoppedFrom: null, ...overrides },
});

const after = ({ version: _, createdAt: __, updatedAt: ___, problems: ____, key: _____, ...rest }: FeatureFlag) => rest;

const change = (layout: PlatformLayout, flag: FeatureFlag, to: Partial<FlagContent>, expected = flag.version) =>
  layout.flags.change(flag.key, {
    ...{ expected, action: 'changed', reason: 'a pilot', by },
    after: { ...after(flag), ...to },
  });

const definition = (order: number, flags: ReadonlyArray<string>): PackageDefinition => ({
  ...{ names: { en: `Order ${order}`, tr: `Sıra ${order}` }, type: 'Standard', monthlyPrice: order * 100 },
  ...{ yearlyPrice: null, currency: 'TRY', limits: {}, modules: [], features: [], flags, order, active: true },
});

export function describeFlags(world: () => ConformanceWorld): void {
  describe('flags', () => {
    it('are kept as they were written, by one key each', async () => {
      const { flags } = world().layout;
      const draft = content();
      expect(await flags.find(draft.key)).toBeUndefined();
      const made = await flags.create(draft, by);
      expect(made).toMatchObject({ ...draft, version: 1, problems: [] });
      expect(await flags.find(draft.key)).toEqual(made);
      expect((await flags.list()).filter(({ key }) => key === draft.key)).toEqual([made]);
      await expect(flags.create({ ...draft, key: draft.key.toUpperCase() }, by)).rejects.toMatchObject({
        ...{ code: 'conflict', key: 'flag.exists' },
      });
    });

    it('change only from the version that was seen, with a line for each change', async () => {
      const { layout } = world();
      const { tenantId } = await activeTenant(layout, 'flag');
      const first = await layout.flags.create(content(), by);
      const second = await change(layout, first, { rollout: 25, alwaysOn: [tenantId], expiresOn: null });
      expect(second).toMatchObject({ rollout: 25, alwaysOn: [tenantId], expiresOn: null, version: 2, problems: [] });
      await expect(change(layout, first, { rollout: 90 })).rejects.toMatchObject({ key: 'flag.changed' });
      const both = await Promise.allSettled([
        change(layout, second, { rollout: 30 }),
        change(layout, second, { rollout: 40 }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      await expect(change(layout, { ...first, key: newKey() }, {})).rejects.toMatchObject({ key: 'flag.not_found' });
      const events = await layout.flags.events(first.key);
      expect(events.map(({ action }) => action)).toEqual(['changed', 'changed', 'created']);
      expect(events[1]).toMatchObject({ by, reason: 'a pilot', before: first, after: second, listing: null });
      expect(events[2]).toMatchObject({ before: null, after: first, key: first.key });
    });

    it('are stopped and remember what they were', async () => {
      const { layout } = world();
      const made = await layout.flags.create(content(), by);
      const stopped = await change(layout, made, { stage: 'disabled', stoppedFrom: 'enabled' });
      expect(stopped).toMatchObject({ stage: 'disabled', stoppedFrom: 'enabled' });
      await world().administrator.spoilFlag(made.key, { status: 'enabled', rollout: 10, whitelist: [] });
      // Another program turned it on again: it is not stopped any more.
      expect(await layout.flags.find(made.key)).toMatchObject({ stage: 'enabled', stoppedFrom: null });
    });

    it('go, and leave their history, also to a new one of their name', async () => {
      const { layout } = world();
      const made = await layout.flags.create(content(), by);
      await expect(layout.flags.remove(made.key, { expected: 7, reason: 'done', by })).rejects.toMatchObject({
        key: 'flag.changed',
      });
      await layout.flags.remove(made.key, { expected: 1, reason: 'done', by });
      expect(await layout.flags.find(made.key)).toBeUndefined();
      await layout.flags.create(content({ key: made.key }), 'cem');
      const events = await layout.flags.events(made.key);
      expect(events.map(({ action }) => action)).toEqual(['created', 'removed', 'created']);
      expect(events[1]).toMatchObject({ before: made, after: null, reason: 'done', key: made.key });
      expect((await layout.flags.events(null)).slice(0, 3)).toEqual(events);
    });

    it('are read with what is wrong with them, as what offers the least', async () => {
      const { layout, administrator } = world();
      const { tenantId } = await activeTenant(layout, 'flag');
      const stranger = newId<TenantId>();
      const made = await layout.flags.create(content({ neverOn: [tenantId] }), by);
      await administrator.spoilFlag(made.key, {
        status: 'Sometimes',
        rollout: 250,
        whitelist: [stranger, tenantId, tenantId],
      });
      expect(await layout.flags.find(made.key)).toMatchObject({
        ...{ stage: 'disabled', rollout: 0, alwaysOn: [stranger, tenantId], neverOn: [tenantId] },
        problems: [
          { kind: 'stage', stored: 'Sometimes' },
          { kind: 'rollout', stored: '250' },
          { kind: 'tenants', ids: [stranger] },
          { kind: 'both_lists', ids: [tenantId] },
        ],
      });
      await administrator.spoilFlag(made.key, { status: ' ENABLED', rollout: 100, whitelist: [] });
      expect(await layout.flags.find(made.key)).toMatchObject({ stage: 'enabled', rollout: 100, problems: [] });
    });

    it('know every tenant that is not gone, and the packages by their order', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'flag');
      const gone = await activeTenant(layout, 'gone');
      const move = { tenantId: gone.tenantId, deleteAfter: '2026-01-01', reason: 'x', by } as const;
      await layout.lifecycle.move({ ...move, from: ['active'], to: 'cancelled' });
      expect((await layout.flags.subjects()).map(({ tenantId }) => tenantId)).toContain(gone.tenantId);
      await layout.lifecycle.move({ ...move, from: ['cancelled'], to: 'deletion_scheduled' });
      await layout.lifecycle.move({ ...move, from: ['deletion_scheduled'], to: 'deleting' });
      const subjects = await layout.flags.subjects();
      expect(subjects.find(({ tenantId }) => tenantId === tenant.tenantId)).toEqual({
        ...{ tenantId: tenant.tenantId, name: tenant.name, code: tenant.code, mrr: null, package: null },
      });
      expect(subjects.map(({ tenantId }) => tenantId)).not.toContain(gone.tenantId);
      expect((await layout.flags.subjects(tenant.tenantId)).map(({ code }) => code)).toEqual([tenant.code]);
      expect(await layout.flags.subjects(gone.tenantId)).toEqual([]);
      const order = 1 + Math.max(0, ...(await layout.flags.packages()).map((one) => one.order));
      const ids = [newId<PackageId>(), newId<PackageId>()] as const;
      await layout.packages.create(ids[0], definition(order + 1, ['api.v3']), by);
      await layout.packages.create(ids[1], definition(order, []), by);
      const packages = await layout.flags.packages();
      expect(packages.slice(-2)).toEqual([
        { id: ids[1], name: expect.any(String), order },
        { id: ids[0], name: expect.any(String), order: order + 1 },
      ]);
      const needs = { ...(packages.at(-1) ?? { id: ids[0], name: '', order }) };
      const made = await layout.flags.create(content({ requiresPackage: needs }), by);
      expect(made.requiresPackage).toEqual(needs);
    });
  });

  describe('lists of a flag that an operation writes', () => {
    const prepared = async () => {
      const { layout } = world();
      const { tenantId } = await activeTenant(layout, 'flag');
      const flag = await layout.flags.create(content({ neverOn: [tenantId] }), by);
      const held = await hold(layout, reservationFor(newCode('many')));
      const asked = { key: flag.key, tenantId, by, operationId: held.lease.operationId };
      const list = (to: FlagList, roles = held.roles) => roles.flags.list({ ...asked, to, reason: 'a pilot' });
      const putBack = (to: FlagList, roles = held.roles) => roles.flags.putBack({ ...asked, to });
      const listings = async () =>
        (await layout.flags.events(flag.key)).flatMap(({ listing }) =>
          listing === null ? [] : [`${listing.from} ${listing.to}`],
        );
      return { layout, tenantId, flag, held, list, putBack, listings };
    };

    it('take a tenant once, and give it back to where it was', async () => {
      const { layout, tenantId, flag, held, list, putBack, listings } = await prepared();
      await list('always_on');
      await list('always_on');
      expect(await held.roles.flags.find(flag.key)).toMatchObject({ alwaysOn: [tenantId], neverOn: [] });
      expect(await layout.flags.find(flag.key)).toMatchObject({ version: 2, rollout: 10 });
      expect(await listings()).toEqual(['never_on always_on']);
      expect(await putBack('always_on')).toBe(true);
      expect(await putBack('always_on')).toBe(false);
      expect(await layout.flags.find(flag.key)).toMatchObject({ alwaysOn: [], neverOn: [tenantId], version: 3 });
      expect(await listings()).toEqual(['always_on never_on', 'never_on always_on']);
      await expect(
        held.roles.flags.list({ ...{ key: newKey(), tenantId, to: 'nowhere', reason: 'x', by }, operationId: newId() }),
      ).rejects.toMatchObject({ key: 'flag.not_found' });
      await held.roles.close();
    });

    it('give nothing back that they did not take, or that somebody moved since', async () => {
      const { layout, flag, held, list, putBack } = await prepared();
      await list('never_on');
      expect(await putBack('never_on')).toBe(false);
      await list('always_on');
      const now = await layout.flags.find(flag.key);
      if (now === undefined) throw new Error('it is there');
      await change(layout, now, { alwaysOn: [] });
      expect(await putBack('always_on')).toBe(false);
      expect(await layout.flags.find(flag.key)).toMatchObject({ alwaysOn: [], neverOn: [] });
      await held.roles.close();
    });

    it('leave what else is wrong with a flag as it is', async () => {
      const { layout, flag, list, held, tenantId } = await prepared();
      await world().administrator.spoilFlag(flag.key, { status: 'Sometimes', rollout: 250, whitelist: [] });
      await list('always_on');
      expect(await layout.flags.find(flag.key)).toMatchObject({
        alwaysOn: [tenantId],
        problems: [{ kind: 'stage', stored: 'Sometimes' }, { kind: 'rollout' }],
      });
      await held.roles.close();
    });

    it('are refused to whoever was overtaken', async () => {
      const { layout, flag, held, list, putBack } = await prepared();
      await list('always_on');
      const next = await overtake(world(), held);
      await expect(list('nowhere')).rejects.toMatchObject(lost);
      await expect(putBack('always_on')).rejects.toMatchObject(lost);
      expect(await layout.flags.find(flag.key)).toMatchObject({ version: 2 });
      expect(await putBack('always_on', next.roles)).toBe(true);
      await Promise.all([held.roles.close(), next.roles.close()]);
    });
  });
}
