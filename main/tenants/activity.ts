import type { CallName } from '../../shared/contract/contract.ts';
import type { LogRow } from '../../shared/contract/log.ts';
import { everyEntry } from '../../shared/contract/log.ts';
import type { ActivityRow } from '../../shared/contract/tenants.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { isLiveState, type OperationView } from '../../shared/domain/operations.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { OperationLog } from '../local/operation-log.ts';
import type { Engine } from '../operations/engine.ts';

const newest = 100;
const mostOperations = 200;

const outcomeOf = (operation: OperationView): ActivityRow['outcome'] => {
  if (isLiveState(operation.state)) return operation.holder?.leaseRunsOut === false ? 'running' : 'unknown';
  return operation.state === 'succeeded' ? 'succeeded' : 'failed';
};

/** A record that every console reads comes of each: of the first, a hold; of the others, an operation on the tenant. */
const recordedAsHold: ReadonlySet<string> = new Set<CallName>(['tenants.hold', 'tenants.release']);
const recordedAsOperation: ReadonlySet<string> = new Set<CallName>([
  'archives.backUp',
  'archives.verify',
  'archives.export',
  'archives.restoreBeside',
  'copies.swap',
  'copies.drop',
  'lifecycle.recode',
  'lifecycle.delete',
]);

/** What the shared records tell already, for every console, is not repeated from this computer's log. */
const isToldElsewhere = ({ action, at, outcome }: LogRow, operationsSince: string): boolean =>
  outcome === 'succeeded' &&
  (recordedAsHold.has(action) ||
    action.startsWith('operation.') ||
    (recordedAsOperation.has(action) && at >= operationsSince));

/** Everything that was done with a tenant: its holds and operations by anyone, and what was tried from this computer. */
export async function tenantActivity(
  parts: {
    layout: Pick<PlatformLayout, 'holds'>;
    engine: Pick<Engine, 'list'>;
    log: Pick<OperationLog, 'list'>;
  },
  id: TenantId,
): Promise<ReadonlyArray<ActivityRow>> {
  const [holds, operations] = await Promise.all([parts.layout.holds.ofTenant(id), parts.engine.list(mostOperations)]);
  const listedSince =
    operations.length < mostOperations ? '' : (operations.map(({ createdAt }) => createdAt).toSorted()[0] ?? '');
  const logged = parts.log.list({ filter: { ...everyEntry, subjectId: id }, offset: 0, limit: newest }).rows;
  const rows: ReadonlyArray<ActivityRow> = [
    ...holds.flatMap(
      (hold): ReadonlyArray<ActivityRow> => [
        {
          at: hold.putAt,
          who: hold.putBy,
          action: 'tenants.hold',
          outcome: 'succeeded',
          source: 'hold',
          note: hold.reason,
        },
        ...(hold.liftedAt === null
          ? []
          : ([
              {
                at: hold.liftedAt,
                who: hold.liftedBy ?? '',
                action: 'tenants.release',
                outcome: 'succeeded',
                source: 'hold',
                note: null,
              },
            ] satisfies ReadonlyArray<ActivityRow>)),
      ],
    ),
    ...operations
      .filter(({ subject }) => subject.tenantId === id)
      .map(
        (operation): ActivityRow => ({
          at: operation.createdAt,
          who: operation.startedBy,
          action: operation.kind,
          outcome: outcomeOf(operation),
          source: 'operation',
          note: null,
        }),
      ),
    ...logged
      .filter((row) => !isToldElsewhere(row, listedSince))
      .map(
        (row): ActivityRow => ({
          at: row.at,
          who: row.operator,
          action: row.action,
          outcome: row.outcome,
          source: 'log',
          note: null,
        }),
      ),
  ];
  return rows.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, newest);
}
