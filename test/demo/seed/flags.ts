import type pg from 'pg';
import type { PlatformLayout } from '../../../main/layouts/layout.ts';
import type { FeatureFlag } from '../../../shared/domain/flags.ts';
import { createRandom } from '../../builders/random.ts';
import { createCalendar } from '../content/calendar.ts';
import { type DemoFlag, demoFlags } from '../content/flags.ts';
import type { DemoPackage, DemoTenant } from '../content/types.ts';
import { insert } from './insert.ts';

interface Parts {
  readonly client: pg.ClientBase;
  readonly layout: Pick<PlatformLayout, 'flags'>;
  readonly tenants: ReadonlyArray<DemoTenant>;
  readonly packages: ReadonlyArray<DemoPackage>;
  readonly today: string;
  readonly by: string;
}

/** Planned, and for nobody, as every flag begins. */
const begun = (flag: FeatureFlag): FeatureFlag => ({
  ...flag,
  ...{ stage: 'planned', alwaysOn: [], neverOn: [], requiresPackage: null, rollout: 0, stoppedFrom: null },
  ...{ problems: [], version: 1 },
});

/** What happened to each before it came to be as it is. */
function eventsOf(flag: FeatureFlag, demo: DemoFlag) {
  const first = begun(flag);
  const created = { action: 'created', days: demo.createdDaysAgo, before: null, after: first, reason: null };
  if (demo.changedDaysAgo === null) return [created];
  const changed = { action: 'changed', days: demo.changedDaysAgo, before: first, after: flag, reason: demo.reason };
  if (demo.stoppedFrom === null) return [created, changed];
  const running = { ...flag, stage: demo.stoppedFrom, stoppedFrom: null, version: 2 };
  return [
    created,
    { action: 'changed', days: 30, before: first, after: running, reason: 'İlk dalga' },
    { ...changed, action: 'stopped', before: running },
  ];
}

/** A flag in every state, each with its history; one that another program spoiled. */
export async function insertFlags({ client, layout, tenants, packages, today, by }: Parts): Promise<void> {
  const calendar = createCalendar(today);
  const random = createRandom(1_313);
  const living = tenants.filter(({ scenario }) => scenario === 'ordinary').map(({ id }) => id);
  const ids = new Map(demoFlags.map(({ key }) => [key, random.uuid()] as const));
  const listed = (at: number, from: number, count: number): ReadonlyArray<string> =>
    Array.from({ length: count }, (_, n) => living[(at + from + n) % living.length]).filter((id) => id !== undefined);
  await insert(
    client,
    ['public', 'FeatureFlags'],
    demoFlags.map((flag, at) => ({
      ...{ Id: ids.get(flag.key), Key: flag.key, Name: flag.name, Description: flag.description },
      ...{ Status: flag.status, EnabledForRoles: flag.roles, RolloutPercentage: flag.rollout },
      WhitelistTenants: [
        ...listed(at, 0, flag.alwaysOn),
        ...Array.from({ length: flag.strangers }, () => random.uuid()),
      ],
      BlacklistTenants: listed(at, 9, flag.neverOn),
      RequiresPackageId: packages.find(({ name }) => name === flag.requires)?.id ?? null,
      CreatedAt: calendar.daysAgo(flag.createdDaysAgo, 8, 15),
      UpdatedAt: calendar.daysAgo(flag.changedDaysAgo ?? flag.createdDaysAgo, 9, 20),
    })),
  );
  await insert(
    client,
    ['tenantry', 'flags'],
    demoFlags.map(({ key, owner, expiresInDays, stoppedFrom, changedDaysAgo }) => ({
      ...{ flag_id: ids.get(key), owner, stopped_from: stoppedFrom },
      expires_on: expiresInDays === null ? null : calendar.dayAgo(-expiresInDays),
      version: changedDaysAgo === null ? 1 : stoppedFrom === null ? 2 : 3,
    })),
  );
  const stored = await layout.flags.list();
  const events = demoFlags.flatMap((demo) => {
    const flag = stored.find(({ key }) => key === demo.key);
    return flag === undefined
      ? []
      : eventsOf(flag, demo).map(({ days, ...event }) => ({ flag_id: ids.get(demo.key), days, by, ...event }));
  });
  // One after the other: their numbers tell which is newer.
  for (const { days, ...event } of events.toSorted((a, b) => b.days - a.days))
    await client.query(
      `INSERT INTO tenantry.flag_events (flag_id, at, by, action, before, after, reason)
       VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7)`,
      [
        ...[event.flag_id, calendar.daysAgo(days, 9, 20), event.by, event.action],
        ...[event.before, event.after].map((state) => (state === null ? null : JSON.stringify(state))),
        event.reason,
      ],
    );
}
