import { useQueryClient } from '@tanstack/react-query';
import { Database, KeyRound, ScrollText, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProfileView } from '../../../shared/contract/connections.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';

interface RemoveConnectionDialogProps {
  readonly profile: ProfileView;
  onClose(): void;
}

/** The profile and its secrets leave this computer; the platform does not notice. */
export const RemoveConnectionDialog = ({ profile, onClose }: RemoveConnectionDialogProps) => {
  const { t } = useTranslation('settings');
  const succeed = useSucceed();
  const queries = useQueryClient();
  const { settings, secrets, id } = profile;
  const remove = useChange('connections.remove', {
    errors: 'here',
    onDone: () => {
      void queries.invalidateQueries({ queryKey: ['connections.list'] });
      succeed(t('remove.done'));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('remove.title', { name: settings.name })}
      consequences={[
        { icon: Unplug, text: t('remove.profile'), kind: 'lost' },
        ...(secrets.length === 0
          ? []
          : [{ icon: KeyRound, text: t('remove.secrets', { count: secrets.length }), kind: 'lost' } as const]),
        { icon: Database, text: t('remove.kept'), kind: 'kept' },
        { icon: ScrollText, text: t('remove.logKept'), kind: 'kept' },
      ]}
      verb={t('remove.verb')}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ id })}
      onClose={onClose}
    />
  );
};
