import { useTranslation } from 'react-i18next';
import { isLiveState, type OperationView } from '../../../shared/domain/operations.ts';
import type { StatusLook } from '../../components/status/look.ts';
import { operationLook } from '../../components/status/operation-look.ts';
import { useOnline } from '../../stores/reachability.ts';
import { isInterrupted } from './operation-facts.ts';

export interface OperationSeen {
  readonly look: StatusLook;
  /** Instead of the look's own word. */
  readonly label: string;
  /** Nothing is known of it while the platform does not answer: no clock and no arc may move. */
  readonly known: boolean;
}

/** How an operation is shown: never "running" while the platform can't be asked. */
export function useOperationLook(): (operation: OperationView) => OperationSeen {
  const { t } = useTranslation(['operations', 'status']);
  const online = useOnline();
  return (operation) => {
    const look = operationLook(operation.state);
    if (!online && isLiveState(operation.state))
      return {
        look: { ...look, glyph: 'ring-mark', tone: 'neutral' },
        label: t('operations:unknown'),
        known: false,
      };
    // By the journal it made way for others; for people it is the word of one of them.
    if (operation.resolution !== null)
      return { look: { ...look, glyph: 'check', tone: 'neutral' }, label: t('operations:resolve.state'), known: true };
    if (isInterrupted(operation))
      return { look: { ...look, glyph: 'triangle', tone: 'warn' }, label: t('operations:interrupted'), known: true };
    return { look, label: t(`status:${look.label}`), known: true };
  };
}
