import { CircleStop, ListChecks, Play, Undo2, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FlagDetail } from '../../../shared/contract/flags.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';
import { useFlagWords } from './use-flag-words.ts';

interface StopDialogProps {
  readonly detail: FlagDetail;
  onClose(): void;
}

/** The kill switch: it beats every rule, and waits for nobody. */
export const StopDialog = ({ detail: { flag, effect }, onClose }: StopDialogProps) => {
  const { t } = useTranslation('flags');
  const words = useFlagWords();
  const succeed = useSucceed();
  const stop = useChange('flags.stop', {
    errors: 'here',
    onDone: () => {
      succeed(t('stop.done', { key: flag.key }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('stop.title', { key: flag.key })}
      consequences={[
        {
          icon: Users,
          text: t('stop.off', { count: effect.on.tenants }),
          amount: words.mrr(effect.on.mrr),
          kind: 'lost',
        },
        { icon: ListChecks, text: t('stop.kept'), kind: 'kept' },
        { icon: Undo2, text: t('stop.back'), kind: 'changed' },
      ]}
      asksReason
      verb={t('stop.verb')}
      verbIcon={<CircleStop size={14} strokeWidth={1.75} aria-hidden />}
      busy={stop.isPending}
      error={stop.error}
      onConfirm={({ reason }) => stop.mutate({ key: flag.key, reason })}
      onClose={onClose}
    />
  );
};

export const ResumeDialog = ({ detail: { flag }, onClose }: StopDialogProps) => {
  const { t } = useTranslation('flags');
  const succeed = useSucceed();
  const resume = useChange('flags.resume', {
    errors: 'here',
    onDone: () => {
      succeed(t('resume.done', { key: flag.key }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('resume.title', { key: flag.key })}
      consequences={[
        {
          icon: Play,
          text: t('resume.stage', { stage: t(`stage.${flag.stoppedFrom ?? 'disabled'}`) }),
          kind: 'changed',
        },
        { icon: ListChecks, text: t('resume.rules'), kind: 'changed' },
      ]}
      asksReason
      verb={t('resume.verb')}
      verbIcon={<Play size={14} strokeWidth={1.75} aria-hidden />}
      busy={resume.isPending}
      error={resume.error}
      onConfirm={({ reason }) => resume.mutate({ key: flag.key, expected: flag.version, reason })}
      onClose={onClose}
    />
  );
};
