import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Money } from '../../../shared/domain/money.ts';
import { useFormat } from '../../i18n/use-format.ts';

interface MoneyRadiusProps {
  readonly tenants: number;
  readonly of: string;
  readonly before: ReadonlyArray<Money>;
  readonly after: ReadonlyArray<Money>;
}

/** What a change of many subscriptions touches: how many tenants, and the monthly revenue before and after it. */
export const MoneyRadius = ({ tenants, of, before, after }: MoneyRadiusProps) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  return (
    <Box
      component="dl"
      aria-label={t('radius.title')}
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
      <Cell label={t('radius.tenants')} note={of}>
        {format.number(tenants)}
      </Cell>
      <Cell label={t('radius.before')}>
        <Sums sums={before} />
      </Cell>
      <Cell label={t('radius.after')}>
        <Sums sums={after} before={before} />
      </Cell>
    </Box>
  );
};

/** One line a currency: they are never added. Beside what comes, how much more or less it is. */
const Sums = ({ sums, before }: { readonly sums: ReadonlyArray<Money>; readonly before?: ReadonlyArray<Money> }) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const known = new Map(before?.map(({ currency, minor }) => [currency, minor]));
  const shown = [
    ...sums,
    ...[...known.keys()]
      .filter((currency) => !sums.some((sum) => sum.currency === currency))
      .map((currency) => ({ minor: 0, currency })),
  ]
    .filter(({ minor, currency }) => minor !== 0 || (known.get(currency) ?? 0) !== 0)
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
  if (shown.length === 0) return t('radius.none');
  return shown.map((sum) => {
    const difference = before === undefined ? 0 : sum.minor - (known.get(sum.currency) ?? 0);
    return (
      <Box key={sum.currency}>
        {format.money(sum)}
        {difference !== 0 && (
          <Box component="span" sx={{ display: 'block', fontSize: 12, fontWeight: 400, color: 'ink.secondary' }}>
            {difference > 0 ? '+' : ''}
            {t('radius.difference', { amount: format.money({ minor: difference, currency: sum.currency }) })}
          </Box>
        )}
      </Box>
    );
  });
};

interface CellProps {
  readonly label: string;
  readonly note?: string;
  readonly children: ReactNode;
}

const Cell = ({ label, note, children }: CellProps) => (
  <Box sx={{ px: '12px', py: '8px', bgcolor: 'surface.panel', minWidth: 0 }}>
    <Box component="dt" sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
      {label}
    </Box>
    <Box component="dd" className="n" sx={{ m: 0, fontSize: 15, lineHeight: '22px', fontWeight: 600 }}>
      {children}
      {note !== undefined && (
        <Box component="span" sx={{ ml: 1.5, fontSize: 12, fontWeight: 400, color: 'ink.tertiary' }}>
          {note}
        </Box>
      )}
    </Box>
  </Box>
);
