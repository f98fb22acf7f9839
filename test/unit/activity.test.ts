import { expect, it } from 'vitest';
import { tenantActivity } from '../../main/tenants/activity.ts';
import type { LogRow } from '../../shared/contract/log.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { addTenant } from '../builders/platform.ts';
import { engineWith, operationView } from '../fakes/idle-engine.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const logged = (change: Partial<LogRow>): LogRow => ({
  ...{ seq: 1, at: '2026-11-21T07:00:00.000Z', operator: 'can@example.com', role: 'viewer', action: 'tenants.hold' },
  ...{ subject: null, subjectId: null, platform: 'Live', outcome: 'denied', durationMs: 0 },
  ...change,
});

it('tells of holds, operations and what was tried here, newest first and each once', async () => {
  const platform = createMemoryPlatform();
  const { id } = addTenant(platform);
  const layout = platform.open();
  await layout.setWritable(true);
  await layout.holds.put({
    ...{ id: 'h' as never, tenantId: id, kind: 'billing', effects: ['block_login'], reason: 'unpaid' },
    ...{ reviewOn: null, by: 'ayse@example.com' },
  });
  const subject = { label: 'Çınar', registrationId: null, tenantId: id };
  const rows = await tenantActivity(
    {
      layout,
      engine: engineWith({
        a: operationView({ subject, state: 'succeeded' }),
        b: operationView({ subject: { ...subject, tenantId: 'another' as TenantId } }),
      }),
      log: {
        list: ({ filter }) => ({
          rows:
            filter.subjectId === id
              ? [
                  logged({}),
                  logged({ outcome: 'succeeded' }),
                  logged({ action: 'archives.export', outcome: 'failed', at: '2026-11-21T06:00:00.000Z' }),
                  logged({ action: 'archives.export', outcome: 'succeeded' }),
                ]
              : [],
          ...{ total: 0, failed: 0, denied: 0 },
        }),
      },
    },
    id,
  );
  expect(rows.map(({ source, action, outcome, note }) => [source, action, outcome, note])).toEqual([
    ['hold', 'tenants.hold', 'succeeded', 'unpaid'],
    ['operation', 'provision', 'succeeded', null],
    ['log', 'tenants.hold', 'denied', null],
    ['log', 'archives.export', 'failed', null],
  ]);
});

it.each([
  [{ state: 'running', holder: null }, 'unknown'],
  [{ state: 'needs_attention' }, 'failed'],
  [{ state: 'cancelled' }, 'failed'],
] as const)('an operation that is %j is %s', async (change, outcome) => {
  const platform = createMemoryPlatform();
  const { id } = addTenant(platform);
  const subject = { label: 'Çınar', registrationId: null, tenantId: id };
  const [row] = await tenantActivity(
    {
      layout: platform.open(),
      engine: engineWith({ a: operationView({ ...change, subject }) }),
      log: { list: () => ({ rows: [], total: 0, failed: 0, denied: 0 }) },
    },
    id,
  );
  expect(row?.outcome).toBe(outcome);
});
