import Box from '@mui/material/Box';
import { Database, Pause, Unplug, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { defaultHoldEffects, type HoldEffect, type HoldKind } from '../../../shared/domain/holds.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { EffectsField } from './effects-field.tsx';
import { ReceiptFacts } from './receipt-facts.tsx';

interface HoldDialogProps {
  readonly tenant: TenantDetail;
  /** What this operator may put. */
  readonly kinds: ReadonlyArray<HoldKind>;
  onClose(): void;
}

/** Puts a hold, and stays open with the receipt of what the database says afterwards. */
export const HoldDialog = ({ tenant, kinds, onClose }: HoldDialogProps) => {
  const { t } = useTranslation(['tenants', 'status']);
  const format = useFormat();
  const [first = 'maintenance'] = kinds;
  const [kind, setKind] = useState<HoldKind>(first);
  const [effects, setEffects] = useState<ReadonlyArray<HoldEffect>>(defaultHoldEffects[first]);
  const [reviewOn, setReviewOn] = useState('');
  const put = useChange('tenants.hold', { errors: 'here' });
  const locksOut = effects.some((effect) => effect !== 'block_write');
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('tenants:hold.title', { name: tenant.name })}
      consequences={[
        locksOut
          ? { icon: Users, text: t('tenants:hold.usersOut'), amount: format.number(tenant.users), kind: 'lost' }
          : { icon: Users, text: t('tenants:hold.readOnly'), amount: format.number(tenant.users), kind: 'changed' },
        ...(locksOut ? [{ icon: Unplug, text: t('tenants:hold.sessionsEnd'), kind: 'changed' as const }] : []),
        { icon: Database, text: t('tenants:hold.dataKept'), kind: 'kept' },
      ]}
      asksReason
      verb={t('tenants:hold.verb')}
      verbIcon={<Pause size={14} strokeWidth={1.75} aria-hidden />}
      ready={effects.length > 0}
      busy={put.isPending}
      error={put.error}
      {...(put.data === undefined
        ? {}
        : { progress: <ReceiptFacts done="put" receipt={put.data.receipt} hold={put.data.hold} /> })}
      onConfirm={({ reason }) =>
        put.mutate({ id: tenant.id, kind, effects: [...effects], reason, reviewOn: reviewOn === '' ? null : reviewOn })
      }
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
        <SelectInput<HoldKind>
          label={t('tenants:hold.kind')}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`status:hold.${value}`) }))}
          onChange={(next) => {
            setKind(next);
            setEffects(defaultHoldEffects[next]);
          }}
        />
        <TextInput
          type="date"
          label={t('tenants:hold.review')}
          help={t('tenants:hold.reviewHelp')}
          value={reviewOn}
          onChange={(event) => setReviewOn(event.target.value)}
        />
      </Box>
      <EffectsField effects={effects} onChange={setEffects} />
    </ConfirmDialog>
  );
};
