import type { CallSpec } from '../../shared/contract/call.ts';
import type { CallName } from '../../shared/contract/contract.ts';
import type { OperationView } from '../../shared/domain/operations.ts';
import { isGrave, type Permission } from '../../shared/domain/permissions.ts';
import { AppError } from '../../shared/errors.ts';
import type { Session } from '../access/session.ts';

export type GateSession = Pick<Session, 'current' | 'may' | 'steppedUp' | 'reverify'>;

export function requirePermission(session: Pick<GateSession, 'may'>, permission: Permission): void {
  if (!session.may(permission)) throw new AppError('forbidden', 'session.forbidden', { params: { permission } });
}

/** What can be said without looking at the input: is anybody there at all. */
export function requireSomebody(session: GateSession, name: CallName, { gate }: CallSpec): void {
  if ('anyone' in gate) return;
  const state = session.current();
  if (state.phase === 'locked') throw new AppError('signed_out', 'session.locked');
  if (state.phase === 'signed_out') {
    if ('local' in gate) return;
    throw new AppError('signed_out', 'session.signed_out');
  }
  const isWayOut = name === 'operators.changeOwnPassword' || name.startsWith('session.');
  if (state.phase === 'signed_in' && state.mustChangePassword && !isWayOut)
    throw new AppError('forbidden', 'session.must_change_password');
}

export function requireGate(session: GateSession, { gate }: CallSpec, input: unknown): void {
  if ('anyone' in gate) return;
  if ('local' in gate) {
    if (session.current().phase !== 'signed_out') requirePermission(session, gate.local);
    return;
  }
  requirePermission(session, typeof gate.permission === 'function' ? gate.permission(input) : gate.permission);
}

export function requireWritable(session: GateSession, spec: CallSpec): void {
  const state = session.current();
  if (state.phase === 'signed_out') throw new AppError('signed_out', 'session.signed_out');
  const { writes } = state;
  if (writes.mode === 'read_write') return;
  if (writes.because === 'no_bookkeeping') {
    if (spec.withoutBookkeeping) return;
    throw new AppError('read_only', 'session.read_only_platform');
  }
  throw new AppError('read_only', 'session.read_only', { params: { because: writes.because } });
}

/** Everything that stands between a call that is well-formed and its handler. */
export async function requireAll(session: GateSession, name: CallName, spec: CallSpec, input: unknown): Promise<void> {
  requireGate(session, spec, input);
  if (spec.changes) {
    // Another console may have taken this operator's role, or let nobody in by this name any more.
    await session.reverify();
    requireSomebody(session, name, spec);
    requireGate(session, spec, input);
    requireWritable(session, spec);
  }
  if (spec.stepUp && !session.steppedUp()) throw new AppError('step_up_required', 'session.step_up');
}

/** What going on with an operation takes: no less than what beginning it took. */
export function requireForGoingOn(
  session: Pick<GateSession, 'may' | 'steppedUp'>,
  { kind, needs }: Pick<OperationView, 'kind' | 'needs'>,
): void {
  requirePermission(session, needs.resume);
  if (isGrave(kind) && !session.steppedUp()) throw new AppError('step_up_required', 'session.step_up');
}

/** What undoing it, or calling it done by hand, takes: no less than what stopping it took, and than going on with it. */
export function requireForEnding(
  session: Pick<GateSession, 'may' | 'steppedUp'>,
  { kind, needs }: Pick<OperationView, 'kind' | 'needs'>,
): void {
  requirePermission(session, needs.cancel);
  if (isGrave(kind) && !session.steppedUp()) throw new AppError('step_up_required', 'session.step_up');
}
