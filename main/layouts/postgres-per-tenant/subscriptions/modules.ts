import type { SubscriptionId, TenantId } from '../../../../shared/domain/ids.ts';
import type { OwnModules } from '../../../../shared/domain/package-change.ts';
import type { Writing } from './writing.ts';

interface Of {
  readonly id: SubscriptionId;
  readonly tenantId: TenantId;
  readonly reason: string | null;
  readonly by: string;
}

async function addModuleEvents(
  { runner, operation }: Writing,
  { tenantId, by, reason }: Of,
  action: 'activated' | 'deactivated',
  codes: ReadonlyArray<string>,
): Promise<void> {
  if (codes.length === 0) return;
  await runner.query({
    text: `INSERT INTO tenantry.module_events (tenant_id, module, by, action, reason, op_id)
           SELECT $1, code, $3, $4, $5, $6 FROM unnest($2::text[]) AS code`,
    values: [tenantId, codes, by, action, reason, operation],
  });
}

/** The rows become what `after` says; what stays keeps the day on which it was added. */
async function replaceRows({ runner }: Writing, id: SubscriptionId, after: OwnModules): Promise<void> {
  const codes = after.map(({ code }) => code);
  await runner.query({
    text: 'DELETE FROM public."SubscriptionModules" WHERE "SubscriptionId" = $1 AND "ModuleCode" <> ALL ($2::text[])',
    values: [id, codes],
  });
  for (const { code, name, maxEntities } of after) {
    const values = [id, code, name, maxEntities];
    const kept = await runner.query({
      text: `UPDATE public."SubscriptionModules" SET "ModuleName" = $3, "MaxEntities" = $4
              WHERE "SubscriptionId" = $1 AND "ModuleCode" = $2 RETURNING 1`,
      values,
    });
    if (kept.length === 0)
      await runner.query({
        text: `INSERT INTO public."SubscriptionModules" ("Id", "SubscriptionId", "ModuleCode", "ModuleName", "MaxEntities", "AddedAt")
               VALUES (gen_random_uuid(), $1, $2, $3, $4, now())`,
        values,
      });
  }
}

/** Rows and history. Where it lived by its package's modules, writing them down is no activation. */
export async function writeModules(
  writing: Writing,
  of: Of,
  {
    before,
    after,
    had = before,
    has = after,
  }: { readonly before: OwnModules; readonly after: OwnModules; readonly had?: OwnModules; readonly has?: OwnModules },
): Promise<void> {
  if (JSON.stringify(before) !== JSON.stringify(after)) await replaceRows(writing, of.id, after);
  const missing = (from: OwnModules, others: OwnModules): ReadonlyArray<string> =>
    from.map(({ code }) => code).filter((code) => !others.some((other) => other.code === code));
  await addModuleEvents(writing, of, 'activated', missing(has, had));
  await addModuleEvents(writing, of, 'deactivated', missing(had, has));
}
