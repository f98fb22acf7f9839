import { assertNever } from '../../../shared/assert-never.ts';
import type { ModuleState } from '../../../shared/domain/entitlements.ts';
import type { StatusLook } from './look.ts';

/** What a tenant may use of a module, beside what its database has of it. */
export function moduleLook(state: ModuleState): StatusLook {
  switch (state) {
    case 'up_to_date':
      return { glyph: 'check', tone: 'ok', label: 'module.up_to_date', exception: false };
    case 'behind':
      return { glyph: 'arrow-up', tone: 'warn', label: 'module.behind', exception: true };
    case 'ahead':
      return { glyph: 'plane', tone: 'neutral', label: 'module.ahead', exception: true };
    case 'not_installed':
      return { glyph: 'bars', tone: 'warn', label: 'module.not_installed', exception: true };
    case 'not_activated':
      return { glyph: 'ring', tone: 'neutral', label: 'module.not_activated', exception: true };
    case 'kept':
      return { glyph: 'dashed-ring', tone: 'neutral', label: 'module.kept', exception: true };
    case 'outside':
      return { glyph: 'triangle', tone: 'warn', label: 'module.outside', exception: true };
    case 'damaged':
      return { glyph: 'octagon', tone: 'danger', label: 'module.damaged', exception: true };
    case 'unbundled':
      return { glyph: 'dash', tone: 'neutral', label: 'module.unbundled', exception: true };
    case 'unreadable':
      return { glyph: 'ring-mark', tone: 'neutral', label: 'module.unreadable', exception: true };
    default:
      return assertNever(state);
  }
}
