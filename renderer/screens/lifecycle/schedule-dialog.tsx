import Box from '@mui/material/Box';
import { CalendarClock, Database, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';
import { graceFrom, graceOf, shortGraceDays } from './grace.ts';
import { useToday } from './use-today.ts';

/** Sets the day from which the tenant can be deleted. */
export const ScheduleDialog = ({ tenant, onClose }: { readonly tenant: TenantDetail; onClose(): void }) => {
  const { t } = useTranslation('lifecycle');
  const format = useFormat();
  const succeed = useSucceed();
  const today = useToday();
  const { first, last, usual } = graceFrom(today);
  const [day, setDay] = useState(usual);
  const days = graceOf(day, today);
  const schedule = useChange('lifecycle.schedule', {
    errors: 'here',
    onDone: ({ deleteAfter }) => {
      succeed(t('schedule.done', { date: format.day(deleteAfter) }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      level={3}
      title={t('schedule.title', { name: tenant.name })}
      description={t('schedule.description')}
      consequences={[
        {
          icon: Database,
          text: t('schedule.data'),
          kind: 'lost',
          ...(days === null ? {} : { amount: format.day(day) }),
        },
        { icon: ShieldCheck, text: t('schedule.until'), kind: 'kept' },
      ]}
      typedName={tenant.code}
      note={t('schedule.note')}
      verb={t('schedule.verb')}
      verbIcon={<CalendarClock size={14} strokeWidth={1.75} aria-hidden />}
      ready={days !== null}
      busy={schedule.isPending}
      error={schedule.error}
      onConfirm={({ reason }) => schedule.mutate({ id: tenant.id, deleteAfter: day, reason })}
      onClose={onClose}
    >
      <Box sx={{ width: 260 }}>
        <TextInput
          type="date"
          label={t('schedule.date')}
          value={day}
          required
          error={days === null ? t('schedule.range', { from: format.day(first), to: format.day(last) }) : undefined}
          help={days === null ? undefined : t('schedule.dateHelp', { count: days })}
          onChange={(event) => setDay(event.target.value)}
        />
      </Box>
      {days !== null && days < shortGraceDays && (
        <InlineMessage tone="warn" title={t('schedule.short')} body={t('schedule.shortBody')} />
      )}
    </ConfirmDialog>
  );
};
