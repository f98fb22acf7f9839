import { type HoldKind, holdKinds } from '../../../shared/domain/holds.ts';
import { permissionForHold } from '../../../shared/domain/permissions.ts';
import { usePermissions } from '../../stores/session.ts';

/** Which kinds of hold this operator may put and lift. */
export function useHoldKinds(): ReadonlyArray<HoldKind> {
  const granted = usePermissions();
  return holdKinds.filter((kind) => granted.includes(permissionForHold(kind)));
}
