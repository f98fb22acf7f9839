import { setFlagForMany } from '../../../main/flags/start-set-flag.ts';
import { findings } from './expect.ts';
import { type TenantsCase, takeTwo } from './hold-many.ts';
import type { Scenario } from './kind.ts';
import { row } from './look.ts';

interface FlagCase extends TenantsCase {
  readonly key: string;
}

/** One of them comes from the other list. */
export const setFlagScenario: Scenario<FlagCase> = {
  kind: 'set_flag',
  async arrange(stage) {
    const { tenants } = await takeTwo(stage.tenants.take);
    const key = `flag_${stage.nextCode()}`;
    await stage.second.layout.flags.create(
      {
        ...{ key, name: key, description: null, owner: null, expiresOn: null, stoppedFrom: null, enabledForRoles: [] },
        ...{ stage: 'enabled', rollout: 0, requiresPackage: null, alwaysOn: [] },
        neverOn: tenants.slice(0, 1).map(({ id }) => id),
      },
      'prepared',
    );
    const flag = await row(stage, 'SELECT "Id"::text AS id FROM public."FeatureFlags" WHERE "Key" = $1', [key]);
    return { tenants, key, marks: [key, String(flag['id']), ...tenants.flatMap(({ id, code }) => [id, code])] };
  },
  start: async ({ layout, engine }, { tenants, key }) =>
    (
      await setFlagForMany(
        { ...layout, engine, by: 'first' },
        { key, to: 'always_on', tenants: tenants.map(({ id }) => id), reason: 'Wanted by a matrix' },
      )
    ).operationId,
  async problems(stage, { tenants, key }, end, operation) {
    const { equal, all } = findings();
    const ids = tenants.map(({ id }) => id);
    const found = await row(
      stage,
      `SELECT "WhitelistTenants"::text[] AS always, "BlacklistTenants"::text[] AS never, own.version,
              (SELECT count(*)::int FROM tenantry.flag_events e WHERE e.flag_id = f."Id" AND op_id IS NULL) AS others,
              ARRAY(SELECT count(e.id)::int FROM unnest($2::text[]) WITH ORDINALITY AS of (id, place)
                      LEFT JOIN tenantry.flag_events e ON e.flag_id = f."Id" AND e.op_id = $3
                       AND e.after ->> 'tenantId' = of.id GROUP BY of.place ORDER BY of.place) AS lines
         FROM public."FeatureFlags" f JOIN tenantry.flags own ON own.flag_id = f."Id" WHERE "Key" = $1`,
      [key, ids, operation],
    );
    const lines = (found['lines'] ?? []) as ReadonlyArray<number>;
    equal('always on', [...((found['always'] ?? []) as string[])].sort(), end === 'forward' ? [...ids].sort() : []);
    equal('never on', found['never'], end === 'forward' ? [] : ids.slice(0, 1));
    equal('lines of others', found['others'], 1);
    // Each move is one line and one version, and one that was taken back is two.
    equal('version', found['version'], 1 + lines.reduce((sum, count) => sum + count, 0));
    if (end === 'forward') equal('lines', lines, [1, 1]);
    else
      equal(
        'lines in pairs',
        lines.filter((count) => count !== 0 && count !== 2),
        [],
      );
    return all;
  },
  giveBack({ tenants: pool }, { tenants }) {
    for (const tenant of tenants) pool.giveBack(tenant);
  },
};
