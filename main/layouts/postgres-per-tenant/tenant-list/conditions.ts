import { z } from 'zod';
import type { TenantFilter } from '../../../../shared/contract/tenants.ts';
import { type Lifecycle, lifecycles } from '../../../../shared/domain/lifecycle.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Params } from './params.ts';

const statusKeys = ({ lifecycles: chosen, suspended }: TenantFilter): ReadonlyArray<number> =>
  lifecycles.flatMap((lifecycle: Lifecycle, index) => {
    if (chosen.length > 0 && !chosen.includes(lifecycle)) return [];
    return [false, true]
      .filter((held) => suspended === null || held === suspended)
      .map((held) => index * 2 + Number(held));
  });

/** Midnight of today, moved by so many days, where the seller is. */
const midnight = (timeZone: string, days: string): string =>
  `((date_trunc('day', now() AT TIME ZONE ${timeZone}) + make_interval(days => ${days})) AT TIME ZONE ${timeZone})`;

/** A filter without its search text as SQL conditions on the list's columns. */
export function filterConditions(filter: TenantFilter, params: Params, timeZone: string): ReadonlyArray<string> {
  const conditions: string[] = [];
  if (filter.lifecycles.length > 0 || filter.suspended !== null)
    conditions.push(`status_key = ANY (${params.add(statusKeys(filter), 'integer[]')})`);
  if (filter.subscriptions.length > 0) {
    const named = filter.subscriptions.filter((status) => status !== 'none');
    const either = [
      ...(named.length > 0 ? [`subscription = ANY (${params.add(named, 'text[]')})`] : []),
      ...(named.length < filter.subscriptions.length ? ['subscription IS NULL'] : []),
    ];
    conditions.push(`(${either.join(' OR ')})`);
  }
  if (filter.packageIds.length > 0) {
    if (!z.array(z.guid()).safeParse(filter.packageIds).success)
      throw new AppError('invalid_input', 'field.invalid', { field: 'filter.packageIds' });
    conditions.push(`package_id = ANY (${params.add(filter.packageIds, 'uuid[]')})`);
  }
  if (filter.trialEndsWithinDays !== null) {
    const zone = params.add(timeZone, 'text');
    const days = params.add(filter.trialEndsWithinDays + 1, 'integer');
    conditions.push(
      `subscription = 'trial'`,
      `trial_ends_at >= ${midnight(zone, '0')}`,
      `trial_ends_at < ${midnight(zone, days)}`,
    );
  }
  if (filter.overUserLimit) conditions.push('users > max_users');
  if (filter.createdWithinDays !== null) {
    const since = midnight(params.add(timeZone, 'text'), params.add(-filter.createdWithinDays, 'integer'));
    conditions.push(`created_key >= (extract(epoch FROM ${since}) * 1000000)::bigint`);
  }
  return conditions;
}

export const isUnfiltered = (filter: TenantFilter): boolean =>
  filter.lifecycles.length === 0 &&
  filter.suspended === null &&
  filter.subscriptions.length === 0 &&
  filter.packageIds.length === 0 &&
  filter.trialEndsWithinDays === null &&
  !filter.overUserLimit &&
  filter.createdWithinDays === null;
