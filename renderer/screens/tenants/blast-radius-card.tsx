import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkPlan } from '../../../shared/contract/tenants.ts';
import { useFormat } from '../../i18n/use-format.ts';

/** What a change to many would touch, in numbers, before it is begun. */
export const BlastRadiusCard = ({ plan }: { readonly plan: BulkPlan }) => {
  const { t } = useTranslation('tenants');
  const format = useFormat();
  const { tenants, mrr, users, trialsEnding, oldestBackupAt, withoutBackup } = plan.radius;
  const sums = mrr.filter(({ minor }) => minor !== 0);
  return (
    <Box
      component="dl"
      aria-label={t('bulk.radius.title')}
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '6px',
        overflow: 'hidden',
        bgcolor: 'line.subtle',
        gap: '1px',
      }}
    >
      <Cell label={t('bulk.radius.tenants')} note={t('bulk.radius.ofSelected', { count: plan.tenants.length })}>
        {format.number(tenants)}
      </Cell>
      <Cell label={t('bulk.radius.mrr')}>
        {sums.length === 0
          ? t('bulk.radius.noMrr')
          : sums.map((sum) => <div key={sum.currency}>{format.money(sum, { whole: true })}</div>)}
      </Cell>
      <Cell label={t('bulk.radius.users')}>{format.number(users)}</Cell>
      <Cell label={t('bulk.radius.trials')}>{format.number(trialsEnding)}</Cell>
      <Cell label={t('bulk.radius.backup')} {...(oldestBackupAt === null ? {} : { note: format.date(oldestBackupAt) })}>
        {oldestBackupAt === null ? t('bulk.radius.never') : format.relative(oldestBackupAt)}
      </Cell>
      <Cell label={t('bulk.radius.without')} warn={withoutBackup > 0}>
        {format.number(withoutBackup)}
      </Cell>
    </Box>
  );
};

interface CellProps {
  readonly label: string;
  readonly note?: string;
  /** A person should look at it. */
  readonly warn?: boolean;
  readonly children: ReactNode;
}

const Cell = ({ label, note, warn = false, children }: CellProps) => (
  <Box sx={{ px: '12px', py: '8px', bgcolor: 'surface.panel', minWidth: 0 }}>
    <Box component="dt" sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
      {label}
    </Box>
    <Box
      component="dd"
      className="n"
      sx={{
        m: 0,
        fontSize: 16,
        lineHeight: '22px',
        fontWeight: 600,
        color: warn ? 'status.warn.text' : 'ink.primary',
        overflowWrap: 'anywhere',
      }}
    >
      {children}
      {note !== undefined && (
        <Box
          component="span"
          sx={{ ml: 1.5, fontSize: 12, fontWeight: 400, color: 'ink.tertiary', whiteSpace: 'nowrap' }}
        >
          {note}
        </Box>
      )}
    </Box>
  </Box>
);
