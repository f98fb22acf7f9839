import { Lock, LockOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmPopover } from '../components/confirm-popover.tsx';
import { useChange } from '../ipc/use-change.ts';
import { useDialogs } from '../stores/dialogs.ts';
import { useSucceed } from '../stores/notices.ts';
import { useOnline } from '../stores/reachability.ts';
import { useSession } from '../stores/session.ts';
import { Segment } from './segment.tsx';
import { useNow } from './use-now.ts';

/** Read-only, or for how long changes are possible; opens the way to the other. */
export const ModeSegment = () => {
  const { t } = useTranslation('frame');
  const now = useNow(10_000);
  const online = useOnline();
  const succeed = useSucceed();
  const unlock = useDialogs((dialogs) => dialogs.openUnlockWrites);
  const writes = useSession(({ state }) => (state === null || state.phase === 'signed_out' ? null : state.writes));
  const lock = useChange('session.lockWrites', {
    errors: 'here',
    onDone: () => {
      setAnchor(null);
      succeed(t('unlock.locked'));
    },
  });
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (writes === null) return null;
  if (!online)
    return (
      <Segment icon={<Lock size={13} strokeWidth={1.75} aria-hidden />} tone="warn" hint={t('banner.offlineBody')}>
        {t('status.readOnly')}
      </Segment>
    );
  if (writes.mode === 'read_only') {
    const canUnlock = writes.because === 'production' || writes.because === 'chosen';
    return (
      <Segment
        icon={<Lock size={13} strokeWidth={1.75} aria-hidden />}
        tone={writes.because === 'role' ? undefined : 'warn'}
        hint={t(`banner.${writes.because}`)}
        {...(canUnlock ? { onClick: unlock } : {})}
      >
        {t('status.readOnly')}
      </Segment>
    );
  }
  const minutes =
    writes.until === null ? null : Math.max(0, Math.ceil((Date.parse(writes.until) - now.getTime()) / 60_000));
  return (
    <>
      <Segment
        icon={<LockOpen size={13} strokeWidth={1.75} aria-hidden />}
        {...(minutes === null ? {} : { hint: t('status.lockNow'), onClick: (event) => setAnchor(event.currentTarget) })}
      >
        {minutes === null ? t('status.readWrite') : t('status.readWriteLeft', { count: minutes })}
      </Segment>
      <ConfirmPopover
        anchor={anchor}
        title={t('status.lockNow')}
        body={t('unlock.lockBody')}
        verb={t('unlock.lockVerb')}
        busy={lock.isPending}
        error={lock.error}
        onConfirm={() => lock.mutate({})}
        onClose={() => setAnchor(null)}
      />
    </>
  );
};
