import { randomUUID } from 'node:crypto';
import type { AttentionReport, FindingRow } from '../../shared/contract/attention.ts';
import type { CopyId, OperationId } from '../../shared/domain/ids.ts';
import { needsPerson } from '../../shared/domain/operations.ts';
import { reconcile } from '../../shared/domain/reconcile.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import type { DropOrphanParams } from './drop-orphan.ts';
import { createLooks, type Look } from './looks.ts';

export interface Attention {
  list(): Promise<AttentionReport>;
  /** Looks now. Whoever asks while somebody looks gets what that look finds, unless it goes less deep. */
  look(how: { readonly deep: boolean }): Promise<AttentionReport>;
  /** Begins the removal of what a confirmed finding says is nobody's, after looking once more. */
  remove(
    ask: { readonly findingId: string; readonly typedName: string; readonly reason: string },
    by: string,
  ): Promise<OperationId>;
  /** Ends the looks that nobody asked for. */
  stop(): void;
}

interface Parts {
  readonly layout: Pick<PlatformLayout, 'reconciler' | 'server'>;
  readonly engine: Pick<Engine, 'list' | 'start'>;
  readonly clock: Clock;
  /** What begins the removal of a copy. */
  dropCopy(
    ask: { readonly id: CopyId; readonly typedDatabase: string; readonly reason: string },
    by: string,
  ): Promise<OperationId>;
  /** After every look, with how many findings there are. */
  onChange(findings: number): void;
}

/** When the first screens have what they need. */
const firstLookAfterMs = 5_000;
const everyMs = 10 * 60_000;

const refusal = (
  key: 'finding.not_removable' | 'finding.not_confirmed' | 'finding.changed',
  { subject, confirmableAt }: FindingRow,
): AppError => new AppError('conflict', key, { params: { name: subject, at: confirmableAt } });

/** What waits for a person: operations that stopped, and whatever on the server is nobody's. Never removes by itself. */
export function createAttention({ layout, engine, clock, dropCopy, onChange }: Parts): Attention {
  const looks = createLooks();
  const leaving = new AbortController();
  let looking: { readonly depth: Look['depth']; readonly over: Promise<void> } | undefined;
  let callOff = (): void => undefined;

  async function report(): Promise<AttentionReport> {
    const operations = (await engine.list(0)).filter(needsPerson);
    const newest = looks.newest();
    return {
      operations,
      findings: looks.rows(),
      lookedAt: newest?.at ?? null,
      looking: looking !== undefined,
      databases: newest?.databases.length ?? 0,
    };
  }

  async function observe(depth: Look['depth']): Promise<void> {
    const observation = await layout.reconciler.observe({ deep: depth === 'deep', signal: leaving.signal });
    const findings = reconcile(observation, new Date(observation.at));
    looks.take({ observation, findings, depth, at: clock.monotonic() });
  }

  async function lookNow(depth: Look['depth']): Promise<void> {
    // One at a time: a server is not to be looked at twice at once by the same console.
    while (looking !== undefined) await looking.over.catch(() => undefined);
    const over = observe(depth).finally(() => {
      looking = undefined;
    });
    looking = { depth, over };
    await over;
    if (!leaving.signal.aborted) onChange(looks.rows().length);
  }

  const lookOrJoin = async (depth: Look['depth']): Promise<void> => {
    if (looking !== undefined && (looking.depth === 'deep' || depth === 'shallow')) await looking.over;
    else await lookNow(depth);
  };

  function wait(milliseconds: number): void {
    callOff = clock.after(milliseconds, () => {
      // A server that can't be asked is told of elsewhere.
      void lookOrJoin('shallow')
        .catch(() => undefined)
        .finally(() => {
          if (!leaving.signal.aborted) wait(everyMs);
        });
    });
  }
  wait(firstLookAfterMs);

  const find = (id: string): FindingRow | undefined => looks.rows().find((row) => row.id === id);

  function begin(row: FindingRow, { typedName, reason }: { typedName: string; reason: string }, by: string) {
    if (row.removable === 'copy' && row.copyId !== null)
      return dropCopy({ id: row.copyId, typedDatabase: typedName, reason }, by);
    const of = row.removable === 'role' ? 'role' : 'database';
    const { systemIdentifier } = layout.server;
    const params: DropOrphanParams = { of, name: row.subject, systemIdentifier, reason, by };
    return engine.start({
      kind: 'drop_orphan',
      params: { ...params },
      idempotencyKey: `drop_orphan:${randomUUID()}`,
      resource: `orphan:${of}:${row.subject.toLowerCase()}`,
      subject: { label: row.subject, registrationId: null, tenantId: null },
      actor: by,
      supersedes: false,
    });
  }

  return {
    list: report,
    async look({ deep }) {
      await lookOrJoin(deep ? 'deep' : 'shallow');
      return report();
    },
    async remove(ask, by) {
      const row = find(ask.findingId);
      if (row === undefined) throw new AppError('not_found', 'finding.not_found');
      if (row.removable === null) throw refusal('finding.not_removable', row);
      // Code points, not what looks alike.
      if (ask.typedName !== row.subject) throw new AppError('invalid_input', 'field.invalid', { field: 'typedName' });
      if (!row.confirmed) throw refusal('finding.not_confirmed', row);
      await lookNow('shallow');
      const again = find(ask.findingId);
      if (again === undefined || !again.confirmed || again.removable !== row.removable)
        throw refusal('finding.changed', row);
      return begin(again, ask, by);
    },
    stop() {
      callOff();
      leaving.abort(new AppError('cancelled', 'cancelled'));
    },
  };
}
