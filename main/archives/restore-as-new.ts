import { z } from 'zod';
import { archiveId } from '../../shared/contract/fields.ts';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import type { CopyNames } from '../layouts/roles/copies.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import { completed, looking } from '../operations/steps.ts';
import { reservationSchema } from '../tenants/reservation.ts';
import { copySteps } from './copy-steps.ts';
import { type ArchiveParts, copyShape, fileShape, openWork, type Work } from './ports.ts';
import { checkSource, refuseTombstoned } from './source.ts';

export const restoreAsNewParams = z.strictObject({
  archiveId,
  /** Its registration refers to nothing: nobody registered. */
  reservation: reservationSchema,
  copy: copyShape,
  ...{ machine: fileShape.machine, by: fileShape.by },
});
export type RestoreAsNewParams = z.output<typeof restoreAsNewParams>;

interface RestoringAsNew extends Work {
  readonly params: RestoreAsNewParams;
}
type NewStep = Step<RestoringAsNew>;
type Noun = StepNoun<'restore_as_new'>;

const step = (name: Noun, weight: number, rest: Omit<NewStep, 'name' | 'weight'>): NewStep => ({
  name,
  weight,
  ...rest,
});

const copyOf = ({ params }: RestoringAsNew): CopyNames => ({
  ...params.copy,
  tenantId: params.reservation.tenantId,
});

const isAdopted = async ({ roles, params }: RestoringAsNew): Promise<boolean> =>
  (await roles.storage.state(params.reservation)).kind === 'ours';

const dropStorage: NonNullable<NewStep['undo']> = async ({ roles, params }, { signal }) =>
  roles.storage.drop(params.reservation, signal);

const steps: ReadonlyArray<NewStep> = [
  looking<RestoringAsNew>('checking', async (work, io) => {
    const archive = await checkSource(work, work.params, io);
    await refuseTombstoned(work, archive);
    return { bytes: archive.bytes, sha256: archive.sha256 };
  }),
  step('creating_tenant', 1, {
    async isDone({ roles, params }) {
      const tenant = await roles.tenants.findTenant(params.reservation);
      const { code, domain } = params.reservation;
      return tenant !== undefined && tenant.domains > 0 ? { code, domain } : undefined;
    },
    run: ({ roles, params }) => roles.lifecycle.reserveRestored(params.reservation),
    undo: async ({ roles, params }) => ({ rows: await roles.tenants.removeTenant(params.reservation) }),
  }),
  ...copySteps<RestoringAsNew>({
    copyOf,
    archiveIdOf: ({ params }) => params.archiveId,
    madeBy: ({ params }) => params.by,
    isAdopted,
  }),
  step('adopting', 1, {
    isDone: async (work) =>
      (await isAdopted(work)) && (await work.roles.copies.isDropped(copyOf(work)))
        ? { database: work.params.reservation.database, stamped: true }
        : undefined,
    run: (work, { signal }) => work.roles.copies.adopt(copyOf(work), work.params.reservation, signal),
    undo: dropStorage,
  }),
  step('creating_role', 1, {
    isDone: ({ roles, params }) => roles.storage.isReady(params.reservation),
    async run({ roles, params, parts }, { signal }) {
      const verifier = await parts.passwords.verifierFor(params.reservation);
      await roles.storage.create(params.reservation, verifier, signal);
    },
    async undo(work, io) {
      // What the role holds goes with the database.
      const database = await dropStorage(work, io);
      const role = await work.roles.storage.dropRole(work.params.reservation);
      await work.parts.passwords.forget(work.params.reservation);
      return { ...database, ...role };
    },
  }),
  step('creating_master_user', 1, {
    isDone: async ({ roles, params }) =>
      (await roles.tenants.findOwner(params.reservation)) ? { owner: true } : undefined,
    run: ({ roles, params }) => roles.lifecycle.createRestoredOwner(params.reservation),
    undo: async ({ roles, params }) => ({ rows: await roles.tenants.removeOwner(params.reservation) }),
  }),
  step('activating_tenant', 1, {
    pivot: true,
    async isDone({ roles, params }) {
      const tenant = await roles.tenants.findTenant(params.reservation);
      return tenant !== undefined && tenant.status !== 'provisioning' ? { status: tenant.status } : undefined;
    },
    async run({ roles, params, parts }) {
      await roles.lifecycle.activateRestored(params.reservation);
      parts.changed(params.reservation.tenantId);
    },
  }),
  completed(),
];

/** A backup as a tenant of its own, with names, a database, a role and an owner of its own. */
export const restoreAsNewOperation = (parts: ArchiveParts): OperationDefinition =>
  defineOperation({
    kind: 'restore_as_new',
    params: restoreAsNewParams,
    steps,
    undoable: true,
    open: async (params, lease): Promise<RestoringAsNew> => ({ ...(await openWork(parts, lease)), params }),
    close: ({ roles }) => roles.close(),
  });
