import type { FeatureFlag, FlagEvent, FlagList } from '../../../shared/domain/flags.ts';
import type { OperationId, PackageId, TenantId } from '../../../shared/domain/ids.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Runner } from '../pg/pools.ts';
import type { FlagContent } from '../roles/flags.ts';
import { readStoredFlag } from '../stored-flag.ts';
import type { StockerDeps } from './deps.ts';
import { packagesSql } from './packages/rows.ts';

type Row = Readonly<Record<string, unknown>>;

/** Where flags are read: in a pool or a transaction, with what the platform sells as a relation. */
export interface FlagRunner {
  readonly runner: Runner;
  readonly packages: string;
}

export const flagRunner = async (
  deps: Pick<StockerDeps, 'shape' | 'settings'>,
  runner: Runner,
): Promise<FlagRunner> => ({
  runner,
  packages: packagesSql(await deps.shape(), deps.settings.currency),
});

const lists = `array_cat(coalesce(f."WhitelistTenants", '{}'), coalesce(f."BlacklistTenants", '{}'))`;
const listSql = (column: string): string => `array_remove(coalesce(f."${column}", '{}'), NULL)::text[]`;

const flagSql = (packages: string): string => `SELECT f."Id" AS id, f."Key" AS key, f."Name" AS name,
    f."Description" AS description, f."Status" AS status, f."RolloutPercentage" AS rollout,
    coalesce(f."EnabledForRoles", '{}')::text[] AS roles,
    ${listSql('WhitelistTenants')} AS whitelist, ${listSql('BlacklistTenants')} AS blacklist,
    ARRAY(SELECT DISTINCT one FROM unnest(${lists}) one WHERE one IS NOT NULL AND NOT EXISTS
      (SELECT FROM public."Tenants" t WHERE t."Id" = one) ORDER BY one)::text[] AS strangers,
    f."RequiresPackageId" AS package_id, sold.name AS package_name, sold.position AS package_order,
    own.owner, own.expires_on, own.stopped_from, coalesce(own.version, 1) AS version,
    f."CreatedAt" AS created_at, f."UpdatedAt" AS updated_at
  FROM public."FeatureFlags" f
  LEFT JOIN tenantry.flags own ON own.flag_id = f."Id"
  LEFT JOIN ${packages} sold ON sold.id = f."RequiresPackageId"`;

const numberOrNull = (value: unknown): number | null => (value === null ? null : Number(value));

function flagOf(row: Row): FeatureFlag {
  const packageName = row['package_name'] as string | null;
  return readStoredFlag({
    key: row['key'] as string,
    name: row['name'] as string,
    description: row['description'] as string | null,
    status: row['status'] as string | null,
    rollout: numberOrNull(row['rollout']),
    roles: row['roles'] as ReadonlyArray<string>,
    whitelist: row['whitelist'] as ReadonlyArray<TenantId>,
    blacklist: row['blacklist'] as ReadonlyArray<TenantId>,
    strangers: row['strangers'] as ReadonlyArray<TenantId>,
    packageId: row['package_id'] as PackageId | null,
    package: packageName === null ? null : { name: packageName, order: Number(row['package_order']) },
    owner: row['owner'] as string | null,
    expiresOn: row['expires_on'] as string | null,
    stoppedFrom: row['stopped_from'] as string | null,
    version: Number(row['version']),
    createdAt: row['created_at'] as string | null,
    updatedAt: row['updated_at'] as string | null,
  });
}

export async function readFlags({ runner, packages }: FlagRunner): Promise<ReadonlyArray<FeatureFlag>> {
  const rows = await runner.query({ text: `${flagSql(packages)} ORDER BY f."Key" COLLATE "C", f."Id"` });
  return rows.map(flagOf);
}

export async function findFlag({ runner, packages }: FlagRunner, key: string): Promise<FeatureFlag | undefined> {
  const [row] = await runner.query({ text: `${flagSql(packages)} WHERE f."Key" = $1`, values: [key] });
  return row === undefined ? undefined : flagOf(row);
}

export interface LockedFlag {
  readonly id: string;
  readonly flag: FeatureFlag;
}

/** Until the transaction ends nobody else changes it. Locked first: what waited for the lock reads what came before it. */
export async function lockFlag(on: FlagRunner, key: string): Promise<LockedFlag> {
  const [row] = await on.runner.query({
    text: 'SELECT "Id" AS id FROM public."FeatureFlags" WHERE "Key" = $1 FOR UPDATE',
    values: [key],
  });
  const flag = row === undefined ? undefined : await findFlag(on, key);
  if (row === undefined || flag === undefined) throw new AppError('not_found', 'flag.not_found', { params: { key } });
  return { id: row['id'] as string, flag };
}

export const changedMeanwhile = (key: string): AppError =>
  new AppError('conflict', 'flag.changed', { params: { key } });

const stored = (content: Omit<FlagContent, 'key'>): ReadonlyArray<unknown> => [
  content.name,
  content.description,
  content.stage,
  content.rollout,
  content.enabledForRoles,
  content.alwaysOn,
  content.neverOn,
  content.requiresPackage?.id ?? null,
];

/** The console's own part, and with it the next version. A flag that only the platform knew so far is at version 1. */
async function keepOwn(
  runner: Runner,
  id: string,
  { owner, expiresOn, stoppedFrom }: Omit<FlagContent, 'key'>,
  version: number,
): Promise<void> {
  await runner.query({
    text: `INSERT INTO tenantry.flags (flag_id, owner, expires_on, stopped_from, version) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (flag_id) DO UPDATE SET owner = $2, expires_on = $3, stopped_from = $4, version = $5`,
    values: [id, owner, expiresOn, stoppedFrom, version],
  });
}

export async function insertFlag(on: FlagRunner, flag: FlagContent): Promise<LockedFlag> {
  const { runner } = on;
  const [row] = await runner.query({
    text: `INSERT INTO public."FeatureFlags" ("Id", "Name", "Description", "Status", "RolloutPercentage",
             "EnabledForRoles", "WhitelistTenants", "BlacklistTenants", "RequiresPackageId", "Key")
           VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING "Id" AS id`,
    values: [...stored(flag), flag.key],
  });
  await keepOwn(runner, row?.['id'] as string, flag, 1);
  return lockFlag(on, flag.key);
}

export async function updateFlag(
  on: FlagRunner,
  { id, flag }: LockedFlag,
  after: Omit<FlagContent, 'key'>,
): Promise<FeatureFlag> {
  await keepOwn(on.runner, id, after, flag.version + 1);
  await on.runner.query({
    text: `UPDATE public."FeatureFlags" SET "Name" = $1, "Description" = $2, "Status" = $3, "RolloutPercentage" = $4,
             "EnabledForRoles" = $5, "WhitelistTenants" = $6, "BlacklistTenants" = $7, "RequiresPackageId" = $8,
             "UpdatedAt" = clock_timestamp() WHERE "Id" = $9`,
    values: [...stored(after), id],
  });
  return (await lockFlag(on, flag.key)).flag;
}

/** Nothing else of it is written, however little sense it makes. */
export async function updateLists(
  { runner }: FlagRunner,
  { id, flag }: LockedFlag,
  { alwaysOn, neverOn }: Pick<FlagContent, 'alwaysOn' | 'neverOn'>,
): Promise<void> {
  await keepOwn(runner, id, flag, flag.version + 1);
  await runner.query({
    text: `UPDATE public."FeatureFlags" SET "WhitelistTenants" = $1, "BlacklistTenants" = $2,
             "UpdatedAt" = clock_timestamp() WHERE "Id" = $3`,
    values: [alwaysOn, neverOn, id],
  });
}

export async function deleteFlag({ runner }: FlagRunner, { id }: LockedFlag): Promise<void> {
  await runner.query({ text: 'DELETE FROM public."FeatureFlags" WHERE "Id" = $1', values: [id] });
  await runner.query({ text: 'DELETE FROM tenantry.flags WHERE flag_id = $1', values: [id] });
}

/** Where a tenant stood, as it is kept of a move from list to list. */
export interface Standing {
  readonly tenantId: TenantId;
  readonly list: FlagList;
}

export async function writeFlagEvent(
  { runner }: FlagRunner,
  flagId: string,
  event: {
    readonly action: FlagEvent['action'];
    readonly before: FeatureFlag | Standing | null;
    readonly after: FeatureFlag | Standing | null;
    readonly reason: string | null;
    readonly by: string;
    readonly operationId?: OperationId;
  },
): Promise<void> {
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  await runner.query({
    text: `INSERT INTO tenantry.flag_events (flag_id, by, action, before, after, reason, op_id)
           VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7)`,
    values: [
      flagId,
      event.by,
      event.action,
      json(event.before),
      json(event.after),
      event.reason,
      event.operationId ?? null,
    ],
  });
}
