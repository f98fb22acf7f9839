import type { DeletionPlan, LifecycleInfo } from '../../shared/contract/lifecycle.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { Certificate } from '../../shared/domain/deletion.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import { sha256Of } from '../archives/files.ts';
import type { Clock } from '../clock.ts';
import type { Lease, OperationRoles, PlatformLayout } from '../layouts/layout.ts';
import type { OperationDefinition } from '../operations/definition.ts';
import type { Engine } from '../operations/engine.ts';
import type { ArchiveShelf } from './assurance.ts';
import { cancelTenant, reactivateTenant } from './cancel.ts';
import { dayIn } from './days.ts';
import { deleteOperation } from './delete.ts';
import { planDeletion } from './deletion-plan.ts';
import { holdManyOperation } from './hold-many.ts';
import type { TenantPasswords } from './ports.ts';
import { checkCode, recodeOperation, startRecode } from './recode.ts';
import { releaseManyOperation } from './release-many.ts';
import { removeRedirect, renameTenant } from './rename.ts';
import { scheduleDeletion, unscheduleDeletion } from './schedule.ts';
import { type DeletionAsk, startDeletion } from './start-deletion.ts';

/** Every kind of operation on a tenant that lives, or is about to stop. */
export function lifeDefinitions(parts: {
  openRoles(lease: Lease): Promise<OperationRoles>;
  readonly layout: Pick<PlatformLayout, 'journal' | 'storage'>;
  readonly passwords: TenantPasswords;
  readonly clock: Pick<Clock, 'now'>;
}): ReadonlyArray<OperationDefinition> {
  const { openRoles, passwords, clock, layout } = parts;
  const shared = { openRoles, journal: layout.journal, storage: layout.storage };
  return [
    holdManyOperation(shared),
    releaseManyOperation(shared),
    recodeOperation({ openRoles }),
    deleteOperation({ ...shared, passwords, clock }),
  ];
}

interface Parts {
  readonly layout: PlatformLayout;
  readonly engine: Pick<Engine, 'newestOn' | 'start'>;
  readonly settings: ProfileSettings;
  /** Of the server on which the profile was first opened, as its store remembers it. */
  readonly knownServer: string | null;
  readonly fileState: ArchiveShelf['fileState'];
  readonly hashOf?: ArchiveShelf['hashOf'];
  readonly clock: Pick<Clock, 'now'>;
}

interface Reasoned {
  readonly id: TenantId;
  readonly reason: string;
}

type Moved = ReturnType<typeof cancelTenant>;

export interface LifecycleOperations {
  get(id: TenantId): Promise<LifecycleInfo>;
  cancel(asked: Reasoned, by: string): Moved;
  reactivate(asked: Reasoned, by: string): Moved;
  schedule(asked: Reasoned & { readonly deleteAfter: string }, by: string): ReturnType<typeof scheduleDeletion>;
  unschedule(asked: Reasoned, by: string): ReturnType<typeof unscheduleDeletion>;
  plan(id: TenantId): Promise<DeletionPlan>;
  delete(
    asked: DeletionAsk,
    operator: { readonly name: string; readonly email: string },
  ): ReturnType<typeof startDeletion>;
  /** Throws `tenant.not_found` where there is none. */
  certificate(id: TenantId): Promise<Certificate>;
  rename(asked: { readonly id: TenantId; readonly name: string }, by: string): ReturnType<typeof renameTenant>;
  checkCode(asked: { readonly id: TenantId; readonly code: string }): ReturnType<typeof checkCode>;
  recode(asked: Reasoned & { readonly code: string }, by: string): ReturnType<typeof startRecode>;
  removeRedirect(
    asked: { readonly id: TenantId; readonly domain: string },
    by: string,
  ): ReturnType<typeof removeRedirect>;
}

export function createLifecycleOperations(parts: Parts): LifecycleOperations {
  const { layout, engine, settings, knownServer, fileState, hashOf = sha256Of, clock } = parts;
  const { timeZone } = settings;
  const today = (): string => dayIn(timeZone, clock.now());
  const as = (by: string) => ({ layout, engine, by });
  async function get(id: TenantId): Promise<LifecycleInfo> {
    const info = await layout.lifecycle.info(id);
    if (info === undefined) throw new AppError('not_found', 'tenant.not_found');
    return info;
  }
  return {
    get,
    cancel: (asked, by) => cancelTenant(as(by), asked),
    reactivate: (asked, by) => reactivateTenant(as(by), asked, today()),
    schedule: (asked, by) => scheduleDeletion(as(by), asked, today()),
    unschedule: (asked, by) => unscheduleDeletion(as(by), asked),
    plan: (id) => planDeletion({ layout, engine, fileState, knownServer, today: today() }, id),
    delete: (asked, operator) =>
      startDeletion(
        {
          ...{ layout, engine, fileState, hashOf, knownServer, today: today(), timeZone, operator },
          platform: settings.name,
        },
        asked,
      ),
    async certificate(id) {
      const { certificate } = await get(id);
      if (certificate === null) throw new AppError('not_found', 'tenant.not_found');
      return certificate;
    },
    rename: (asked, by) => renameTenant(as(by), asked),
    checkCode: (asked) => checkCode({ layout, settings }, asked),
    recode: (asked, by) => startRecode({ ...as(by), settings }, asked),
    removeRedirect: (asked, by) => removeRedirect(as(by), asked),
  };
}
