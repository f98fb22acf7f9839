import { useTranslation } from 'react-i18next';
import type { CallSpec } from '../../shared/contract/call.ts';
import { type CallInput, type CallName, calls } from '../../shared/contract/contract.ts';
import type { Permission } from '../../shared/domain/permissions.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useReachability } from '../stores/reachability.ts';
import { useOperator, usePlatform, useSession } from '../stores/session.ts';

export interface Guard {
  readonly allowed: boolean;
  /** Why not, and when it becomes possible again; null when it is possible. */
  readonly why: { readonly title: string; readonly body: string } | null;
  /** The role may never: then the control may be left out instead of shown as not possible. */
  readonly forbidden: boolean;
}

interface GuardOptions<N extends CallName> {
  readonly call: N;
  /** Needed where the permission depends on the input, as a hold's does on its kind. */
  readonly input?: CallInput<N>;
  /** What it takes where the call alone doesn't say, as with an operation that says itself who goes on with it. */
  readonly permission?: Permission;
  /** Why the thing itself does not allow it now, as in "The registration is already completed". */
  readonly state?: string | null;
  /** The operation that runs on it, in words. */
  readonly running?: string | null;
}

function permissionOf<N extends CallName>(name: N, input: CallInput<N> | undefined): Permission | null {
  const gate: (typeof calls)[CallName]['gate'] = calls[name].gate;
  if ('anyone' in gate) return null;
  if ('local' in gate) return gate.local;
  if (typeof gate.permission !== 'function') return gate.permission;
  // The gate's function takes this very call's input; the union over all calls has lost that.
  const ask = gate.permission as (input: unknown) => Permission;
  return input === undefined ? null : ask(input);
}

/** Whether a call can be made now, and if not the first reason: offline, read-only, role, state, running operation. */
export function useGuard<N extends CallName>({
  call,
  input,
  permission: asked,
  state = null,
  running = null,
}: GuardOptions<N>): Guard {
  const { t } = useTranslation(['components', 'status']);
  const format = useFormat();
  const session = useSession((mirror) => mirror.state);
  const reachability = useReachability((mirror) => mirror.state);
  const platform = usePlatform();
  const operator = useOperator();
  const permission = asked ?? permissionOf(call, input);
  const spec: CallSpec = calls[call];
  // What this computer keeps can be changed whatever the platform does.
  const local = 'local' in spec.gate;

  const granted = session === null || session.phase === 'signed_out' ? [] : session.permissions;
  const forbidden = permission !== null && !granted.includes(permission);
  const because = (title: string, body = ''): Guard => ({ allowed: false, why: { title, body }, forbidden });

  if (reachability?.online === false && !local)
    return because(
      t('components:guard.offline'),
      t('components:guard.offlineBody', { time: format.time(reachability.since) }),
    );
  if (spec.changes && session !== null && session.phase !== 'signed_out' && session.writes.mode === 'read_only') {
    const { because: cause } = session.writes;
    const ownWay = cause === 'no_bookkeeping' && spec.withoutBookkeeping === true;
    if (!ownWay && (cause !== 'role' || !forbidden))
      return because(t('components:guard.readOnly'), t(`components:guard.readOnlyBody.${cause}`));
  }
  if (forbidden)
    return because(
      operator === null
        ? t('components:guard.noOperator')
        : t('components:guard.role', { role: t(`status:role.${operator.role}`) }),
    );
  if (platform === null && permission !== null) return because(t('components:guard.noPlatform'));
  if (state !== null) return because(state);
  if (running !== null) return because(t('components:guard.running'), running);
  return { allowed: true, why: null, forbidden: false };
}
