import { z } from 'zod';
import { moduleCode, packageId, subscriptionId } from '../../shared/contract/fields.ts';
import { livesByPackage, standingOf } from '../../shared/domain/entitlements.ts';
import { dependentsOf } from '../../shared/domain/modules.ts';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import { requireFile } from '../archives/archive-file.ts';
import { asBytes } from '../archives/as-bytes.ts';
import { checkFolder } from '../archives/files.ts';
import {
  type ArchiveParts,
  archivedTenant,
  fileShape,
  openWork,
  refuseElsewhere,
  type Work,
} from '../archives/ports.ts';
import { targetFor } from '../archives/target.ts';
import { findMade, type Making, makeArchive, unmakeArchive } from '../archives/write-archive.ts';
import { writeExport } from '../archives/zip-export.ts';
import type { ModuleManifest } from '../layouts/roles/migrations.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import { completed, looking } from '../operations/steps.ts';
import { dayIn } from '../tenants/days.ts';

export const purgeModuleParams = z.strictObject({
  tenant: archivedTenant,
  module: moduleCode,
  moduleName: z.string(),
  /** By whose package the tenant lived when it was found that it may not use the module; null where it lived by none. */
  subscription: z.strictObject({ id: subscriptionId, packageId, packageVersion: z.number().int() }).nullable(),
  timeZone: z.string(),
  language: z.enum(['en', 'tr']),
  reason: z.string(),
  ...fileShape,
});
export type PurgeModuleParams = z.output<typeof purgeModuleParams>;

interface Purging extends Work {
  readonly params: PurgeModuleParams;
}
type Noun = StepNoun<'purge_module'>;

function manifestOf({ roles, params }: Purging): ModuleManifest {
  const manifest = roles.migrator.modules().find(({ code }) => code === params.module);
  if (manifest === undefined)
    throw new AppError('conflict', 'module.not_shipped', { params: { module: params.moduleName } });
  return manifest;
}

/** Neither tables nor history, and this operation said so. */
async function isPurged(purging: Purging): Promise<Evidence | undefined> {
  const { roles, params, lease } = purging;
  const { tenant, module } = params;
  if ((await roles.modules.contents(tenant, manifestOf(purging))) !== undefined) return undefined;
  if ((await roles.migrator.applied(tenant)).some((one) => one.module === module)) return undefined;
  const lines = await roles.moduleRecords.writtenBy(lease.operationId, tenant.tenantId);
  return lines.some(({ action }) => action === 'purged') ? { module, left: 0 } : undefined;
}

/** Whatever may use it by now, may use it with its data. */
async function refuseEntitled({ roles, params, parts }: Purging): Promise<void> {
  const { tenant, module, moduleName, subscription: looked } = params;
  const now = await roles.subscriptions.current(tenant.tenantId);
  if (now === undefined || standingOf(now, dayIn(params.timeZone, parts.clock.now())) !== 'live') return;
  if (now.modules.some(({ code }) => code === module))
    throw new AppError('conflict', 'module.still_entitled', { params: { module: moduleName, name: tenant.name } });
  const same =
    now.id === looked?.id && now.packageId === looked.packageId && now.packageVersion === looked.packageVersion;
  // What lives by its package may have every module of it; that was looked at for the package it had then.
  if (livesByPackage(now) && !same)
    throw new AppError('conflict', 'subscription.changed', { params: { name: tenant.name } });
}

async function refuseDependents({ roles, params }: Purging): Promise<void> {
  const { tenant, module, moduleName } = params;
  const installed = new Set((await roles.migrator.applied(tenant)).map((one) => one.module));
  const known = roles.migrator.modules().map((one) => ({
    ...{ code: one.code, name: one.code, description: null, isCore: false, latest: null },
    ...{ dependsOn: one.dependsOn, schema: one.schema },
  }));
  const others = dependentsOf(module, [...installed], known);
  if (others.length > 0)
    throw new AppError('conflict', 'module.needed_by_installed', {
      params: { module: moduleName, others: others.join(', ') },
    });
}

const checking = looking<Purging>('checking', async (purging) => {
  const { tenant, module, machine, folder } = purging.params;
  if ((await isPurged(purging)) !== undefined) return { module, purged: true };
  refuseElsewhere(purging, machine);
  await refuseEntitled(purging);
  await refuseDependents(purging);
  const contents = await purging.roles.modules.contents(tenant, manifestOf(purging));
  const { free } = await checkFolder(folder, tenant.bytes);
  return { module, tables: contents?.tables ?? 0, rows: contents?.rows ?? 0, free };
});

function makingOf(purging: Purging): Making {
  const { params, roles, parts } = purging;
  const { tenantId, code, name, database, archiveId, bytes } = params.tenant;
  const { module, moduleName, language } = params;
  const { schema } = manifestOf(purging);
  return {
    ...{ archiveId, purpose: 'export', format: 'zip', machine: params.machine, by: params.by, expected: bytes },
    tenant: { tenantId, tenantCode: code, tenantName: name, database },
    target: targetFor({ ...params, code, archiveId, format: 'zip', module }),
    tool: `Tenantry ${parts.version}`,
    write: (file, io) =>
      writeExport({
        file,
        about: {
          ...{ name, code, database, language, module: moduleName },
          ...{ server: parts.server.label, at: parts.clock.now() },
        },
        read: (visit) => roles.archiver.read(database, visit, asBytes(io), { module, schema }),
        signal: io.signal,
      }),
  };
}

const exporting: Step<Purging> = {
  name: 'exporting' satisfies Noun,
  weight: 6,
  isDone: async (purging) => {
    const made = await findMade(purging, purging.params.tenant.archiveId);
    // Once the data is gone, the file is the operator's to keep or to move.
    return made ?? ((await isPurged(purging)) === undefined ? undefined : { purged: true });
  },
  run: (purging, io) => makeArchive(purging, makingOf(purging), io),
  undo: async (purging) => unmakeArchive(purging, makingOf(purging)),
};

/** It may have been exported long ago, by an attempt that failed: the file has to be there, with all that is there now. */
async function refuseUnexported(purging: Purging): Promise<void> {
  const { roles, params } = purging;
  const { tenant, moduleName: module } = params;
  const here = await roles.modules.contents(tenant, manifestOf(purging));
  if (here === undefined) return;
  const exported = await roles.archives.find(tenant.archiveId);
  if (exported === undefined)
    throw new AppError('internal', 'operation.effect_missing', { params: { step: exporting.name } });
  await requireFile(purging, exported);
  const rows = exported.inventory.tables.reduce((sum, table) => sum + table.rows, 0);
  if (here.rows > rows)
    throw new AppError('conflict', 'module.written_since_export', { params: { module, name: tenant.name } });
}

const purging: Step<Purging> = {
  name: 'purging' satisfies Noun,
  weight: 2,
  // What is removed does not come back; the export is for people, and can't be loaded again.
  pivot: true,
  isDone: isPurged,
  async run(context, { signal }) {
    const { roles, params, lease } = context;
    const { tenant, module, reason, by } = params;
    await refuseEntitled(context);
    await refuseDependents(context);
    await refuseUnexported(context);
    await roles.modules.purge(tenant, manifestOf(context), signal);
    const lines = await roles.moduleRecords.writtenBy(lease.operationId, tenant.tenantId);
    if (!lines.some(({ action }) => action === 'purged'))
      await roles.moduleRecords.write({ tenantId: tenant.tenantId, module, action: 'purged', by, reason });
  },
};

/** A module's data for good: into a file of the operator's first, then schema and history go. */
export const purgeModuleOperation = (parts: ArchiveParts): OperationDefinition =>
  defineOperation({
    kind: 'purge_module',
    params: purgeModuleParams,
    steps: [checking, exporting, purging, completed()],
    undoable: true,
    open: async (params, lease): Promise<Purging> => ({ ...(await openWork(parts, lease)), params }),
    close: ({ roles }) => roles.close(),
  });
