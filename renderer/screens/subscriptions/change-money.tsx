import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { PackageChangePreview } from '../../../shared/domain/package-change.ts';
import { PlainTable } from '../../components/plain-table.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTermsWords } from './terms-words.ts';

/** What is given back and what is asked for, line by line, and what the next period costs. */
export const ChangeMoney = ({
  preview,
  trial,
}: {
  readonly preview: PackageChangePreview;
  readonly trial: boolean;
}) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const words = useTermsWords();
  const { lines, due, on, after, periodEndsOn } = preview;
  if (lines.length === 0)
    return (
      <Box sx={{ fontSize: 13, color: 'ink.secondary' }}>
        {trial && preview.when === 'now' ? t('change.moneyTrial') : t('change.moneyEnd', { date: format.day(on) })}{' '}
        <Box component="span" className="n" sx={{ color: 'ink.primary', fontWeight: 500 }}>
          {words.price(after)}
        </Box>
      </Box>
    );
  return (
    <Box
      sx={{
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '6px',
        overflow: 'hidden',
        '& tr:first-of-type td': { borderTop: 0 },
      }}
    >
      <PlainTable aria-label={t('change.money')}>
        <tbody>
          {lines.map(({ kind, packageName, from, until, days, of, amount }) => (
            <tr key={kind}>
              <td>
                {t(`change.${kind}`, { name: packageName })}
                <Box sx={{ fontSize: 12, color: 'ink.tertiary' }}>
                  {t('change.days', { from: format.day(from), to: format.day(until), days, all: of })}
                </Box>
              </td>
              <td className="right n">{format.money(amount)}</td>
            </tr>
          ))}
          <tr>
            <td style={{ fontWeight: 600 }}>
              {t(due.minor < 0 ? 'change.totalCredit' : 'change.total')}
              <Box component="span" sx={{ ml: 2, fontSize: 12, fontWeight: 400, color: 'ink.tertiary' }}>
                {t('change.net')}
              </Box>
              <Box sx={{ fontSize: 12, fontWeight: 400, color: 'ink.tertiary' }}>
                {t('change.next', { date: format.day(periodEndsOn), price: words.price(after) })}
              </Box>
            </td>
            <td className="right n" style={{ fontWeight: 600 }}>
              {format.money({ ...due, minor: Math.abs(due.minor) })}
            </td>
          </tr>
        </tbody>
      </PlainTable>
    </Box>
  );
};
