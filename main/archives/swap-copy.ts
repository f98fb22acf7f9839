import { z } from 'zod';
import type { SealReceipt } from '../../shared/contract/tenants.ts';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import type { CopyNames, Swap } from '../layouts/roles/copies.ts';
import type { StorageNames } from '../layouts/roles/provisioning.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import { completed, looking } from '../operations/steps.ts';
import { type Doors, openUnlessNeeded, type Subject } from '../tenants/closing.ts';
import { type ArchiveParts, copyShape, fileShape, openWork, tenantShape, type Work } from './ports.ts';

export const swapCopyParams = z.strictObject({
  tenant: z.strictObject({ ...tenantShape, role: z.string().max(63) }),
  copy: copyShape,
  /** What the living database is called from then on. */
  rollback: copyShape,
  /** The living database is gone: there is nothing to put aside, and the copy takes its name. */
  lost: z.boolean().default(false),
  reason: z.string().max(500),
  by: fileShape.by,
});
export type SwapCopyParams = z.output<typeof swapCopyParams>;

interface Swapping extends Work {
  readonly params: SwapCopyParams;
  /** What this attempt saw of its own closing and opening. */
  readonly receipts: { begun?: true; closed?: Evidence; opened?: Evidence };
}
type SwapStep = Step<Swapping>;
type Noun = StepNoun<'swap_copy'>;

const namesOf = ({ params }: Swapping): StorageNames => params.tenant;
const copyOf = ({ params }: Swapping): CopyNames => ({ ...params.copy, tenantId: params.tenant.tenantId });
const swapOf = (work: Swapping): Swap => ({
  tenant: namesOf(work),
  copy: copyOf(work),
  rollback: {
    ...work.params.rollback,
    tenantId: work.params.tenant.tenantId,
    purpose: 'rollback',
    archiveId: null,
    madeBy: work.params.by,
  },
});

const subjectOf = ({ params: { tenant } }: Swapping): Subject => ({
  id: tenant.tenantId,
  name: tenant.name,
  storage: { id: tenant.tenantId, database: tenant.database },
});

const doorsOf = ({ roles }: Swapping): Omit<Doors, 'inspect'> => ({
  holds: roles.holds,
  gate: roles.gate,
  lifecycleOf: async (id) => (await roles.lifecycle.find(id))?.lifecycle,
});

const receiptEvidence = ({ sealed, role, sessionsEnded, sessionsLeft, loginRefused }: SealReceipt): Evidence => ({
  sealed,
  sessionsEnded,
  sessionsLeft,
  ...(role === null ? {} : { role }),
  ...(loginRefused === null ? {} : { loginRefused }),
});

const open = async (work: Swapping): Promise<Evidence> =>
  receiptEvidence(await openUnlessNeeded(doorsOf(work), subjectOf(work)));

/** What a lost database's copy comes to: it has the tenant's name and stamp, and is a copy no more. */
async function isAdopted(work: Swapping): Promise<boolean> {
  if (!(await work.roles.copies.isDropped(copyOf(work)))) return false;
  return (await work.roles.storage.state(namesOf(work))).kind === 'ours';
}

const isOver = (work: Swapping): Promise<boolean> =>
  work.params.lost ? isAdopted(work) : work.roles.copies.isSwapped(swapOf(work));

async function refuseUnready(work: Swapping, signal: AbortSignal): Promise<Evidence> {
  const { roles, params } = work;
  const tenant = await roles.lifecycle.find(params.tenant.tenantId);
  if (tenant === undefined || !['active', 'cancelled', 'deletion_scheduled'].includes(tenant.lifecycle))
    throw new AppError('conflict', 'tenant.wrong_state', {
      params: { name: params.tenant.name, state: tenant?.lifecycle ?? 'deleted' },
    });
  const copy = await roles.copies.state(copyOf(work));
  if (copy !== 'loaded') {
    const key = copy === 'absent' ? 'copy.gone' : copy === 'foreign' ? 'copy.foreign' : 'copy.not_swappable';
    throw new AppError('conflict', key, { params: { database: params.copy.database } });
  }
  const { kind } = await roles.storage.state(namesOf(work));
  const { database } = params.tenant;
  if (kind === 'absent' && !params.lost)
    throw new AppError('not_found', 'tenant.no_database', { params: { database } });
  // Whatever has its name by now is not what was lost.
  if (kind !== (params.lost ? 'absent' : 'ours'))
    throw new AppError('conflict', 'tenant.foreign_stamp', { params: { database } });
  // A tenant of before comes in as the platform's shared user, who has no rights in what was restored.
  if (!(await roles.storage.roleExists(namesOf(work))))
    throw new AppError('conflict', 'copy.no_login', { params: { database: params.copy.database } });
  if (!params.lost) await refuseBlocked(work, namesOf(work));
  return { living: kind, ...(await versionsAhead(work, signal)) };
}

/** A database with a prepared transaction in it can't be renamed. */
async function refuseBlocked({ roles }: Swapping, names: StorageNames): Promise<void> {
  const blockers = await roles.storage.blockers(names);
  if (blockers.length > 0)
    throw new AppError('busy', 'operation.prepared_transactions', {
      params: { database: names.database, names: blockers.join(', '), count: blockers.length },
      retry: true,
    });
}

/** What the copy was migrated to and this console doesn't know is told, and is the operator's to judge. */
async function versionsAhead({ roles, params }: Swapping, signal: AbortSignal): Promise<Evidence> {
  const { migrations } = await roles.archiver.inventory(params.copy.database, signal);
  const unknown = migrations.filter(
    ({ module, version }) => !roles.migrator.available(module).some((known) => known.version === version),
  );
  return { unknownVersions: unknown.map(({ module, version }) => `${module} ${version}`).join(', ') };
}

const checking = looking<Swapping>('checking', async (work, { signal }) =>
  (await isOver(work)) ? { swapped: true } : refuseUnready(work, signal),
);

/** Nobody writes into what is about to be put aside. Closed anew at every attempt: somebody may have opened it since. */
const closing: SwapStep = {
  name: 'closing' satisfies Noun,
  weight: 1,
  everyTime: true,
  isDone: async (work) => ((await isOver(work)) ? { swapped: true } : work.receipts.closed),
  async run(work) {
    const { tenantId: id, database } = work.params.tenant;
    work.receipts.begun = true;
    const receipt = await work.roles.gate.seal({ id, database });
    if (receipt.role !== null && !receipt.sealed)
      throw new AppError('conflict', 'tenant.not_closed', {
        params: { name: work.params.tenant.name, database, sessions: receipt.sessionsLeft },
      });
    work.receipts.closed = receiptEvidence(receipt);
    work.parts.changed(id);
  },
  undo: open,
};

const swapping: SwapStep = {
  name: 'swapping' satisfies Noun,
  weight: 3,
  pivot: true,
  async isDone(work) {
    if (!(await isOver(work))) return undefined;
    const { tenant, rollback, lost } = work.params;
    return { database: tenant.database, ...(lost ? { lost } : { rollback: rollback.database }) };
  },
  async run(work, { signal }) {
    if (work.params.lost) await work.roles.copies.adopt(copyOf(work), namesOf(work), signal);
    else await work.roles.copies.swap(swapOf(work), signal);
  },
};

const opening: SwapStep = {
  name: 'opening' satisfies Noun,
  weight: 1,
  isDone: async ({ receipts }) => receipts.opened,
  async run(work, { signal }) {
    const { storage } = work.roles;
    // A working tenant's role keeps its password, so that its program still gets in.
    const verifier = (await storage.roleExists(namesOf(work)))
      ? await work.parts.throwawayVerifier()
      : await work.parts.passwords.verifierFor(namesOf(work));
    await storage.create(namesOf(work), verifier, signal);
    work.receipts.opened = await open(work);
    work.parts.changed(work.params.tenant.tenantId);
  },
};

/** Nobody is kept out of what was not exchanged. Where it was, `opening` gives the rights first. */
async function letBackIn(work: Swapping): Promise<void> {
  if (work.receipts.begun !== true || (await isOver(work))) return;
  await open(work);
  work.parts.changed(work.params.tenant.tenantId);
}

/**
 * The copy becomes the tenant's database, and what was is kept under a rollback name until an operator lets it go; where
 * nothing is left of it, the copy only takes its place.
 */
export const swapCopyOperation = (parts: ArchiveParts): OperationDefinition =>
  defineOperation({
    kind: 'swap_copy',
    params: swapCopyParams,
    steps: [checking, closing, swapping, opening, completed()],
    undoable: true,
    open: async (params, lease): Promise<Swapping> => ({ ...(await openWork(parts, lease)), params, receipts: {} }),
    close: ({ roles }) => roles.close(),
    onFailed: letBackIn,
  });
