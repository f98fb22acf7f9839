import { Minus, Plus, Save, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlagPreview, FlagRow, FlagRulesInput } from '../../../shared/contract/flags.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Consequence } from '../../components/consequence-list.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';
import { aboutInput, aboutOf } from './about-fields.tsx';
import { useFlagWords } from './use-flag-words.ts';

interface SaveDialogProps {
  readonly flag: FlagRow;
  readonly rules: FlagRulesInput;
  /** What is changed, in words. */
  readonly changes: string;
  readonly preview: FlagPreview;
  onSaved(): void;
  onClose(): void;
}

export const SaveDialog = ({ flag, rules, changes, preview, onSaved, onClose }: SaveDialogProps) => {
  const { t } = useTranslation('flags');
  const words = useFlagWords();
  const succeed = useSucceed();
  // What was there when it was opened: a change that arrives meanwhile is refused, not saved over.
  const [expected] = useState(flag.version);
  const save = useChange('flags.save', {
    errors: 'here',
    onDone: () => {
      succeed(t('save.done', { key: flag.key }));
      onSaved();
    },
  });
  const { turnsOn, turnsOff, effect } = preview;
  const line = (what: 'turnsOn' | 'turnsOff', kind: Consequence['kind']): ReadonlyArray<Consequence> => {
    const { tenants, mrr } = preview[what];
    if (tenants === 0) return [];
    const icon = what === 'turnsOn' ? Plus : Minus;
    return [{ icon, text: t(`save.${what}`, { count: tenants }), amount: words.mrr(mrr), kind }];
  };
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('save.title', { key: flag.key })}
      description={t('unsaved', { changes })}
      consequences={[
        ...line('turnsOn', 'kept'),
        ...line('turnsOff', 'lost'),
        ...(turnsOn.tenants + turnsOff.tenants === 0
          ? [{ icon: Users, text: t('save.nobody'), kind: 'changed' } as const]
          : []),
        {
          icon: Users,
          text: t('save.stays', { count: effect.on.tenants }),
          amount: words.mrr(effect.on.mrr),
          kind: 'changed',
        },
      ]}
      asksReason
      verb={t('save.verb')}
      verbIcon={<Save size={14} strokeWidth={1.75} aria-hidden />}
      busy={save.isPending}
      error={save.error}
      onConfirm={({ reason }) => save.mutate({ key: flag.key, expected, rules, ...aboutInput(aboutOf(flag)), reason })}
      onClose={onClose}
    />
  );
};
