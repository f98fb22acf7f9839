import { DatabaseBackup, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveRow } from '../../../shared/contract/archives.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useArchiveWords } from './archive-words.ts';
import { RestoreAsNewDialog } from './restore-as-new-dialog.tsx';
import { RestoreBesideDialog } from './restore-beside-dialog.tsx';
import type { TenantBusy } from './tenant-busy.ts';
import { VerifyButton } from './verify-button.tsx';

interface ArchiveActionsProps {
  readonly archive: ArchiveRow;
  readonly busy: TenantBusy;
}

/** What can be done with one backup. */
export const ArchiveActions = ({ archive, busy }: ArchiveActionsProps) => {
  const { t } = useTranslation('archives');
  const words = useArchiveWords();
  const [asked, setAsked] = useState<'beside' | 'asNew' | null>(null);
  const state = words.locked(archive);
  const beside = useGuard({
    call: 'archives.restoreBeside',
    ...busy.toChange,
    state: state ?? busy.toChange.state,
  });
  const asNew = useGuard({ call: 'archives.restoreAsNew', state });
  const close = (): void => setAsked(null);
  return (
    <>
      <VerifyButton archive={archive} busy={busy.toRead} />
      <GuardedButton
        guard={beside}
        size="small"
        icon={<DatabaseBackup size={13} strokeWidth={1.75} aria-hidden />}
        onClick={() => setAsked('beside')}
      >
        {t('beside.button')}
      </GuardedButton>
      <GuardedButton
        guard={asNew}
        size="small"
        icon={<UserRoundPlus size={13} strokeWidth={1.75} aria-hidden />}
        onClick={() => setAsked('asNew')}
      >
        {t('asNew.button')}
      </GuardedButton>
      {asked === 'beside' && <RestoreBesideDialog archive={archive} onClose={close} />}
      {asked === 'asNew' && <RestoreAsNewDialog archive={archive} onClose={close} />}
    </>
  );
};
