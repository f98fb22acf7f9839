import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveRow } from '../../../shared/contract/archives.ts';
import { ConfirmPopover } from '../../components/confirm-popover.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useFrame } from '../../stores/frame.ts';
import { useArchiveWords } from './archive-words.ts';
import type { Busy } from './tenant-busy.ts';

interface VerifyButtonProps {
  readonly archive: ArchiveRow;
  readonly busy: Busy;
}

/** Proves a backup by bringing it back: harmless, but it takes its time. */
export const VerifyButton = ({ archive, busy }: VerifyButtonProps) => {
  const { t } = useTranslation('archives');
  const words = useArchiveWords();
  const openDrawer = useFrame((frame) => frame.openDrawer);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  // A changed file may be verified all the same: that is how it is proved to be one.
  const state = archive.file === 'changed' ? null : words.locked(archive);
  const guard = useGuard({ call: 'archives.verify', ...busy, state: state ?? busy.state });
  const verify = useChange('archives.verify', {
    errors: 'here',
    onDone: ({ operationId }) => {
      setAnchor(null);
      openDrawer(operationId);
    },
  });
  return (
    <>
      <GuardedButton
        guard={guard}
        size="small"
        icon={<ShieldCheck size={13} strokeWidth={1.75} aria-hidden />}
        busy={verify.isPending}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('verify.button')}
      </GuardedButton>
      <ConfirmPopover
        anchor={anchor}
        title={t('verify.title')}
        body={t('verify.body')}
        verb={t('verify.verb')}
        busy={verify.isPending}
        error={verify.error}
        onConfirm={() => verify.mutate({ id: archive.id })}
        onClose={() => {
          verify.reset();
          setAnchor(null);
        }}
      />
    </>
  );
};
