import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { EffectiveLimit } from '../../../shared/domain/limits.ts';
import { Meter } from '../../components/meter.tsx';
import { useFormat } from '../../i18n/use-format.ts';

/** How many users there are beside how many there may be, and who says so. Red above it. */
export const UserLimit = ({ limit: { value, used, origin } }: { readonly limit: EffectiveLimit }) => {
  const { t } = useTranslation('users');
  const format = useFormat();
  const users = used ?? 0;
  const over = value !== null && users > value;
  const from =
    origin.from === 'package'
      ? t('limit.package', { name: origin.packageName })
      : origin.from === 'nothing'
        ? t('limit.nothing')
        : origin.until === null
          ? t('limit.override', { by: origin.by })
          : t('limit.overrideUntil', { by: origin.by, until: format.day(origin.until) });
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 3,
        flex: 'none',
        minHeight: 40,
        px: '14px',
        bgcolor: 'surface.panel',
        border: '1px solid',
        borderColor: over ? 'status.danger.line' : 'line.default',
        borderRadius: '8px',
        fontSize: 13,
      }}
    >
      <Box sx={{ color: 'ink.secondary' }}>{t('limit.title')}</Box>
      <Box className="n" sx={{ fontWeight: 600, color: over ? 'status.danger.text' : 'inherit' }}>
        {value === null
          ? format.number(users)
          : t('limit.of', { used: format.number(users), limit: format.number(value) })}
      </Box>
      {value !== null && (
        <Meter used={users} limit={value} label={t('limit.of', { used: users, limit: value })} width={120} />
      )}
      {over && <Box sx={{ color: 'status.danger.text' }}>{t('limit.over', { count: users - value })}</Box>}
      <Box sx={{ flex: 1 }} />
      <Box sx={{ fontSize: 12, color: 'ink.tertiary' }}>{from}</Box>
    </Box>
  );
};
