import type { FeatureFlag, FlagEvent } from '../../../shared/domain/flags.ts';
import type { Runner } from '../pg/pools.ts';
import type { Standing } from './flag-rows.ts';

const most = 200;

/** Of one that is gone, its key is told by what it was. A new flag with an old key goes on with its history. */
const eventsSql = `SELECT e.at, e.by, e.action, e.before, e.after, e.reason,
    coalesce(f."Key", e.after ->> 'key', e.before ->> 'key', gone.before ->> 'key', '') AS key, t."Name" AS tenant_name
  FROM tenantry.flag_events e
  LEFT JOIN public."FeatureFlags" f ON f."Id" = e.flag_id
  LEFT JOIN tenantry.flag_events gone ON gone.flag_id = e.flag_id AND gone.action = 'removed'
  LEFT JOIN public."Tenants" t ON e.action = 'listed' AND t."Id"::text = e.after ->> 'tenantId'
  WHERE $1::text IS NULL OR e.flag_id IN (
    SELECT "Id" FROM public."FeatureFlags" WHERE "Key" = $1
    UNION ALL SELECT flag_id FROM tenantry.flag_events WHERE action = 'removed' AND before ->> 'key' = $1)
  ORDER BY e.id DESC LIMIT ${most}`;

export async function readFlagEvents(runner: Runner, key: string | null): Promise<ReadonlyArray<FlagEvent>> {
  const rows = await runner.query({ text: eventsSql, values: [key] });
  return rows.map((row): FlagEvent => {
    const action = row['action'] as FlagEvent['action'];
    const rest = {
      at: row['at'] as string,
      by: row['by'] as string,
      reason: row['reason'] as string | null,
      key: row['key'] as string,
      action,
    };
    if (action !== 'listed')
      return {
        ...rest,
        before: row['before'] as FeatureFlag | null,
        after: row['after'] as FeatureFlag | null,
        listing: null,
      };
    const [from, to] = [row['before'] as Standing, row['after'] as Standing];
    const tenantName = row['tenant_name'] as string | null;
    return {
      ...rest,
      before: null,
      after: null,
      listing: { tenantId: to.tenantId, tenantName, from: from.list, to: to.list },
    };
  });
}
