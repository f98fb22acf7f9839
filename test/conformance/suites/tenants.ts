import { describe, expect, it } from 'vitest';
import { everyTenant, type TenantSort } from '../../../shared/contract/tenants.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { type ConformanceWorld, newCode, newId, reserved } from '../world.ts';

export function describeTenants(world: () => ConformanceWorld): void {
  describe('the list of tenants', () => {
    const search = newCode('pg').slice(3);
    const filter = { ...everyTenant, search };
    const byName: TenantSort = { column: 'name', descending: false };
    const names = ['Çınar', 'Dağ', 'Işık', 'İnci', 'Şahin'];

    it('shows what was reserved, found by a part of its name with Turkish letters folded', async () => {
      const { layout } = world();
      for (const name of names) {
        const held = await reserved(layout, newCode('list'), { name: `${name} ${search}` });
        await held.roles.close();
      }
      const { rows } = await layout.tenants.page({
        filter: { ...filter, search: `ISIK ${search}` },
        sort: byName,
        place: { at: 'first' },
        limit: 10,
      });
      expect(rows.map(({ name }) => name)).toEqual([`Işık ${search}`]);
      expect(rows[0]).toMatchObject({ lifecycle: 'provisioning', suspended: false, subscription: null, users: 0 });
      expect(await layout.tenants.totals(filter)).toEqual({ count: names.length, mrr: [] });
    });

    it.each([false, true])('pages forward and back over the same rows (descending: %s)', async (descending) => {
      const { tenants } = world().layout;
      const sort: TenantSort = { ...byName, descending };
      const page = (place: Parameters<typeof tenants.page>[0]['place'], limit = 2) =>
        tenants.page({ filter, sort, place, limit });
      const whole = await page({ at: 'first' }, 50);
      expect(whole).toMatchObject({ before: null, after: null });
      const ids = whole.rows.map(({ id }) => id);
      const seen: TenantId[] = [];
      let current = await page({ at: 'first' });
      expect(current.before).toBeNull();
      for (;;) {
        seen.push(...current.rows.map(({ id }) => id));
        if (current.after === null) break;
        const next = await page({ after: current.after });
        if (next.before === null) throw new Error('there is a page before this one');
        expect((await page({ before: next.before })).rows).toEqual(current.rows);
        current = next;
      }
      expect(seen).toEqual(ids);
      expect((await page({ at: 'last' })).rows.map(({ id }) => id)).toEqual(ids.slice(-2));
      expect(await tenants.ids(filter, sort, 50)).toEqual(ids);
      expect(await tenants.ids(filter, sort, 3)).toEqual(ids.slice(0, 3));
    });

    it('counts its views, and knows nothing of who is not there', async () => {
      const { tenants } = world().layout;
      expect((await tenants.viewCounts()).provisioning).toBeGreaterThanOrEqual(names.length);
      expect(await tenants.find(newId())).toBeUndefined();
    });
  });
}
