import { Save } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlagRow } from '../../../shared/contract/flags.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';
import { AboutFields, aboutInput, aboutOf } from './about-fields.tsx';
import { rulesOf } from './draft.ts';

/** What a flag is called and who owns it. Its rules stay as they are saved. */
export const DetailsDialog = ({ flag, onClose }: { readonly flag: FlagRow; onClose(): void }) => {
  const { t } = useTranslation('flags');
  const succeed = useSucceed();
  const [about, setAbout] = useState(() => aboutOf(flag));
  // The version that these words were taken from: what somebody else writes meanwhile is not saved over.
  const [expected] = useState(flag.version);
  const save = useChange('flags.save', {
    errors: 'here',
    onDone: () => {
      succeed(t('details.done', { key: flag.key }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('details.title', { key: flag.key })}
      consequences={[]}
      asksReason
      verb={t('details.verb')}
      verbIcon={<Save size={14} strokeWidth={1.75} aria-hidden />}
      ready={about.name.trim() !== ''}
      busy={save.isPending}
      error={save.error}
      onConfirm={({ reason }) =>
        save.mutate({ key: flag.key, expected, rules: rulesOf(flag), ...aboutInput(about), reason })
      }
      onClose={onClose}
    >
      <AboutFields about={about} onChange={setAbout} />
    </ConfirmDialog>
  );
};
