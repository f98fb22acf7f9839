import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { ListedPackage } from '../../../shared/contract/packages.ts';
import { Panel } from '../../components/panel.tsx';
import { useFormat } from '../../i18n/use-format.ts';

/** Who has it, and which version of it. */
export const WhoPanel = ({ sold }: { readonly sold: ListedPackage }) => {
  const { t } = useTranslation('packages');
  const format = useFormat();
  const { tenants, mrr, versions } = sold.use;
  return (
    <Panel title={t('who.title')} note={t('who.tenants', { count: tenants })}>
      {tenants === 0 ? (
        <Box sx={{ fontSize: 12, color: 'ink.tertiary' }}>{t('who.nobody')}</Box>
      ) : (
        <Box sx={{ display: 'grid', gap: '8px', fontSize: 13 }}>
          {mrr.map((sum) => (
            <Box key={sum.currency} sx={{ display: 'flex', justifyContent: 'space-between' }}>
              <Box component="span" sx={{ color: 'ink.tertiary', fontSize: 12 }}>
                {t('column.mrr')}
              </Box>
              <span className="n">{format.money(sum)}</span>
            </Box>
          ))}
          {versions.map(({ version, tenants: count }) => (
            <Box key={version} sx={{ display: 'flex', justifyContent: 'space-between' }}>
              <Box component="span" sx={{ color: 'ink.tertiary', fontSize: 12 }}>
                {t('who.bought', { version })}
              </Box>
              <span className="n">{t('who.tenants', { count })}</span>
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  );
};
