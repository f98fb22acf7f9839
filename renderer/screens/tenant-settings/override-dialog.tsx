import Box from '@mui/material/Box';
import { CalendarClock, Gauge } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import type { EffectiveLimit } from '../../../shared/domain/limits.ts';
import { CheckInput } from '../../components/check-input.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useNotices } from '../../stores/notices.ts';
import { countFromText } from '../packages/amount-text.ts';
import { useLimitWords } from './use-limit-words.ts';

interface OverrideDialogProps {
  readonly tenant: TenantDetail;
  readonly limit: EffectiveLimit;
  readonly today: string;
  onClose(): void;
}

/** Another limit than the package has, for this tenant alone. */
export const OverrideDialog = ({ tenant, limit, today, onClose }: OverrideDialogProps) => {
  const { t } = useTranslation('tenant-settings');
  const format = useFormat();
  const describe = useErrorText();
  const words = useLimitWords();
  const { key, value, used, origin } = limit;
  const [text, setText] = useState(value === null ? '' : `${value}`);
  const [unlimited, setUnlimited] = useState(origin.from === 'override' && value === null);
  const [until, setUntil] = useState(origin.from === 'override' ? (origin.until ?? '') : '');
  const name = words.name(key);
  const typed = countFromText(text);
  const next = unlimited ? null : typed;
  const ready = unlimited || typeof typed === 'number';
  const succeed = useNotices((notices) => notices.succeed);
  const change = useChange('tenantSettings.setOverride', {
    errors: 'here',
    onDone: () => {
      succeed(t('override.done', { limit: name, name: tenant.name }));
      onClose();
    },
  });
  const after = ready && next !== undefined ? words.amount(key, next) : '…';
  const below = typeof next === 'number' && used !== null && next < used;
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('override.title', { limit: name, name: tenant.name })}
      description={t('override.description')}
      consequences={[
        {
          icon: Gauge,
          text: below ? t('override.below', { used: words.amount(key, used) }) : name,
          amount: t('override.change', { before: words.amount(key, value), after }),
          kind: below ? 'lost' : 'changed',
        },
        {
          icon: CalendarClock,
          text: t('override.untilEffect'),
          amount: until === '' ? t('override.untilOpen') : format.day(until),
          kind: 'changed',
        },
      ]}
      asksReason
      ready={ready}
      verb={t('override.verb')}
      verbIcon={<Gauge size={14} strokeWidth={1.75} aria-hidden />}
      busy={change.isPending}
      error={change.error}
      onConfirm={({ reason }) => {
        if (next !== undefined)
          change.mutate({ tenantId: tenant.id, key, value: next, until: until === '' ? null : until, reason });
      }}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: '12px', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' }}>
        <Box sx={{ display: 'grid', gap: '6px' }}>
          <TextInput
            label={t('override.value')}
            note={words.unit(key)}
            value={unlimited ? '' : text}
            disabled={unlimited}
            maxLength={13}
            error={!unlimited && typed === undefined ? describe({ key: 'field.invalid' }).title : undefined}
            onChange={(event) => setText(event.target.value)}
          />
          <CheckInput label={t('override.unlimited')} checked={unlimited} onChange={setUnlimited} />
        </Box>
        <TextInput
          type="date"
          label={t('override.until')}
          help={t('override.untilHelp')}
          value={until}
          error={
            change.error?.field === 'until'
              ? describe(change.error).title
              : until !== '' && until < today
                ? describe({ key: 'limit.until_past' }).title
                : undefined
          }
          onChange={(event) => setUntil(event.target.value)}
        />
      </Box>
    </ConfirmDialog>
  );
};
