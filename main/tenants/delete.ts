import type { SealReceipt } from '../../shared/contract/tenants.ts';
import { type DeletionObstacle, deletionObstacles } from '../../shared/domain/deletion.ts';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { Lease, OperationRoles, TenantStorage } from '../layouts/layout.ts';
import type { StorageNames } from '../layouts/roles/provisioning.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import { classified } from '../operations/error-class.ts';
import type { OperationJournal } from '../operations/journal.ts';
import { completed } from '../operations/steps.ts';
import { receiptEvidence } from './bulk-holds.ts';
import { certificateHash, certificateOf, evidenceOf, foundIn } from './certificate.ts';
import { close, openUnlessNeeded, operationDoors, type Subject, subjectOf } from './closing.ts';
import { dayIn } from './days.ts';
import { type DeleteParams, deleteParams } from './deletion-params.ts';
import type { TenantPasswords } from './ports.ts';

export interface DeleteParts {
  readonly journal: Pick<OperationJournal, 'find'>;
  readonly storage: Pick<TenantStorage, 'inspect'>;
  readonly passwords: TenantPasswords;
  readonly clock: Pick<Clock, 'now'>;
}

export interface Deleting extends DeleteParts {
  readonly roles: OperationRoles;
  readonly params: DeleteParams;
  readonly lease: Lease;
  /** Of the closing in this attempt. Another one closes again, to see it itself. */
  readonly seen: { receipt: SealReceipt | undefined };
}

type Noun = StepNoun<'delete'>;
const step = (name: Noun, weight: number, rest: Omit<Step<Deleting>, 'name' | 'weight'>): Step<Deleting> => ({
  name,
  weight,
  ...rest,
});
const identityKey = 'identity';
const nothing = async (): Promise<void> => undefined;

const refusals: Readonly<Record<DeletionObstacle, 'tenant.not_scheduled' | 'tenant.grace_runs' | 'tenant.legal_hold'>> =
  { not_scheduled: 'tenant.not_scheduled', grace_runs: 'tenant.grace_runs', legal_hold: 'tenant.legal_hold' };

/** Throws for the first of them. */
export function refuseObstacles(obstacles: ReadonlyArray<DeletionObstacle>, deleteAfter: string | null): void {
  const [first] = obstacles;
  if (first !== undefined)
    throw new AppError('conflict', refusals[first], { params: deleteAfter === null ? {} : { date: deleteAfter } });
}

/** An address may lead to another machine than yesterday. */
export function refuseOtherServer(found: string, expected: string): void {
  if (found !== expected) throw new AppError('wrong_server', 'platform.other_server', { params: { found, expected } });
}

const namesOf = ({ tenantId, database, role }: DeleteParams): StorageNames | undefined =>
  database === null || role === null ? undefined : { tenantId, database, role };

const subject = ({ params }: Deleting): Subject =>
  subjectOf({ id: params.tenantId, name: params.name, database: params.database });

/** By the platform's clock, as the journal began this step: a computer's own may be a month ahead. */
async function momentOf({ journal, lease, clock }: Deleting, noun: Noun): Promise<Date> {
  const record = await journal.find(lease.operationId);
  const startedAt = record?.steps.find(({ name }) => name === noun)?.startedAt ?? null;
  return startedAt === null ? clock.now() : new Date(startedAt);
}

async function check(context: Deleting): Promise<Evidence> {
  const { roles, params, lease } = context;
  const systemIdentifier = await roles.systemIdentifier();
  refuseOtherServer(systemIdentifier, params.systemIdentifier);
  const tenant = await roles.lifecycle.find(params.tenantId);
  if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
  const { lifecycle, deleteAfter } = tenant;
  if (lifecycle === 'deleted') {
    const certificate = await roles.lifecycle.certificate(params.tenantId);
    if (certificate?.operationId !== lease.operationId)
      throw new AppError('conflict', 'tenant.deleted', { params: { code: params.code } });
    return { systemIdentifier, lifecycle };
  }
  const holds = await roles.holds.ofTenant(params.tenantId);
  refuseObstacles(
    deletionObstacles({ lifecycle, deleteAfter, holds }, dayIn(params.timeZone, await momentOf(context, 'checking'))),
    deleteAfter,
  );
  return { systemIdentifier, lifecycle };
}

/** What will be gone when it is over. */
async function lookAround({ roles, params }: Deleting): Promise<Evidence> {
  const names = namesOf(params);
  const state = names === undefined ? undefined : await roles.storage.state(names);
  const copies = await roles.copies.ofTenant(params.tenantId);
  const identity = names === undefined ? undefined : await roles.storage.identityOf(names);
  const found = evidenceOf({
    database: state !== undefined && state.kind !== 'absent',
    role: names !== undefined && (await roles.storage.roleExists(names)),
    copies: copies.map(({ database }) => database),
    rows: await roles.lifecycle.removable(params.tenantId),
  });
  return identity === undefined ? found : { ...found, [identityKey]: identity };
}

/** What was there when removing began, as the journal has it. */
async function foundAtFirst({ journal, lease }: Deleting): Promise<Evidence | undefined> {
  const begun = 'starting_deletion' satisfies Noun;
  const record = await journal.find(lease.operationId);
  return record?.steps.find(({ name }) => name === begun)?.evidence ?? undefined;
}

/** A database that nobody finds under its name may have been given another one: then it was not removed. */
async function refuseRenamed(context: Deleting, { database }: StorageNames): Promise<void> {
  const identity = (await foundAtFirst(context))?.[identityKey];
  const name = typeof identity === 'string' ? await context.roles.storage.nameOf(identity) : undefined;
  if (name !== undefined && name !== database)
    throw new AppError('conflict', 'tenant.database_renamed', { params: { database, name } });
}

async function certify(context: Deleting): Promise<void> {
  const { roles, params, lease } = context;
  const evidence = await foundAtFirst(context);
  // Without it nobody could say what was removed.
  if (evidence === undefined)
    throw new AppError('internal', 'operation.effect_missing', {
      params: { step: 'starting_deletion' satisfies Noun },
    });
  await roles.lifecycle.bury(
    certificateOf(params, {
      operationId: lease.operationId,
      found: foundIn(evidence),
      kept: await roles.lifecycle.kept(params.tenantId),
      at: await momentOf(context, 'certifying'),
    }),
  );
}

/** From a closed door to a certificate, in an order in which whatever is left can still be found. */
export const deleting: ReadonlyArray<Step<Deleting>> = [
  step('checking', 1, { everyTime: true, isDone: check, run: nothing }),
  step('closing', 2, {
    async isDone({ params, seen: { receipt } }) {
      if (params.database === null) return { ownDatabase: false };
      // Where the tenant has no role of its own there is nobody to keep out by name; dropping ends who is inside.
      const isClosed = receipt !== undefined && receipt.sessionsLeft === 0 && (receipt.sealed || receipt.role === null);
      return isClosed ? receiptEvidence(params.code, receipt) : undefined;
    },
    async run(context) {
      context.seen.receipt = await close(operationDoors(context.roles, context.storage), subject(context));
      if (context.seen.receipt.sessionsLeft > 0)
        throw classified(
          new AppError('busy', 'tenant.not_closed', {
            params: { name: context.params.name, sessions: context.seen.receipt.sessionsLeft },
            retry: true,
          }),
          'retry',
        );
    },
    // Scheduled for deletion it stays closed; brought back to life meanwhile it is opened.
    undo: async (context) =>
      receiptEvidence(
        context.params.code,
        await openUnlessNeeded(operationDoors(context.roles, context.storage), subject(context)),
      ),
  }),
  step('starting_deletion', 1, {
    pivot: true,
    async isDone(context) {
      const tenant = await context.roles.lifecycle.find(context.params.tenantId);
      return tenant?.lifecycle === 'deleting' ? lookAround(context) : undefined;
    },
    run: ({ roles, params: { tenantId, reason, by } }) => roles.lifecycle.beginDeleting({ tenantId, reason, by }),
  }),
  step('checking_blockers', 1, {
    async isDone({ roles, params }) {
      const names = namesOf(params);
      const blockers = names === undefined ? [] : await roles.storage.blockers(names);
      return blockers.length === 0 ? { blockers: 0 } : undefined;
    },
    async run({ roles, params }) {
      const names = namesOf(params);
      const blockers = names === undefined ? [] : await roles.storage.blockers(names);
      if (blockers.length > 0)
        throw new AppError('conflict', 'operation.prepared_transactions', {
          params: { database: params.database ?? '', names: blockers.join(', '), count: blockers.length },
        });
    },
  }),
  step('removing_copies', 4, {
    isDone: async ({ roles, params }) =>
      (await roles.copies.ofTenant(params.tenantId)).length === 0 ? { left: 0 } : undefined,
    async run({ roles, params }, { signal, report }) {
      const copies = await roles.copies.ofTenant(params.tenantId);
      for (const [index, copy] of copies.entries()) {
        signal.throwIfAborted();
        await roles.copies.drop(copy, signal);
        report((index + 1) / copies.length);
      }
    },
  }),
  step('removing_database', 6, {
    async isDone(context) {
      const names = namesOf(context.params);
      if (names === undefined) return { ownDatabase: false };
      if ((await context.roles.storage.state(names)).kind !== 'absent') return undefined;
      await refuseRenamed(context, names);
      return { database: names.database, left: 0 };
    },
    async run({ roles, params }, { signal }) {
      const names = namesOf(params);
      if (names !== undefined) await roles.storage.drop(names, signal);
    },
  }),
  step('removing_role', 1, {
    async isDone({ roles, params }) {
      const names = namesOf(params);
      if (names === undefined) return { ownDatabase: false };
      return (await roles.storage.roleExists(names)) ? undefined : { role: names.role, left: 0 };
    },
    async run({ roles, params, passwords }) {
      const names = namesOf(params);
      if (names === undefined) return;
      // Once the role is gone nobody would come back for its password.
      await passwords.forget(names);
      await roles.storage.dropRole(names);
    },
  }),
  step('removing_rows', 2, {
    isDone: async ({ roles, params }) =>
      (await roles.lifecycle.removable(params.tenantId)).length === 0 ? { left: 0 } : undefined,
    run: ({ roles, params }) => roles.lifecycle.removeRows(params.tenantId),
  }),
  step('certifying', 1, {
    async isDone({ roles, params, lease }) {
      const certificate = await roles.lifecycle.certificate(params.tenantId);
      return certificate?.operationId === lease.operationId ? { sha256: certificateHash(certificate) } : undefined;
    },
    run: certify,
  }),
  completed(),
];

export const deleteOperation = (
  parts: DeleteParts & { openRoles(lease: Lease): Promise<OperationRoles> },
): OperationDefinition =>
  defineOperation({
    kind: 'delete',
    params: deleteParams,
    steps: deleting,
    undoable: true,
    open: async (params, lease): Promise<Deleting> => ({
      ...{ journal: parts.journal, storage: parts.storage, passwords: parts.passwords, clock: parts.clock },
      roles: await parts.openRoles(lease),
      params,
      lease,
      seen: { receipt: undefined },
    }),
    close: ({ roles }) => roles.close(),
  });
