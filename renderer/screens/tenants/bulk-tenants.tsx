import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { BulkPlan } from '../../../shared/contract/tenants.ts';
import { Mono } from '../../components/mono.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';

interface BulkTenantsProps {
  readonly tenants: BulkPlan['tenants'];
  /** What happens to each that is not skipped. */
  readonly effect: string;
}

/** Tenant by tenant: what happens to it, or why it is left out. Those that are left out come first. */
export const BulkTenants = ({ tenants, effect }: BulkTenantsProps) => {
  const { t } = useTranslation('tenants');
  const ordered = [
    ...tenants.filter(({ skipped }) => skipped !== null),
    ...tenants.filter(({ skipped }) => skipped === null),
  ];
  return (
    <Box
      // What scrolls can be scrolled by keys.
      tabIndex={0}
      role="group"
      aria-label={t('bulk.each')}
      sx={{ maxHeight: 190, overflow: 'auto', border: '1px solid', borderColor: 'line.default', borderRadius: '6px' }}
    >
      <PlainTable aria-label={t('bulk.each')}>
        <thead>
          <tr>
            <th scope="col">{t('bulk.tenant')}</th>
            <th scope="col">{t('bulk.effect')}</th>
          </tr>
        </thead>
        <tbody>
          {ordered.map(({ id, name, code, skipped }) => (
            <tr key={id}>
              <td style={{ width: '50%' }}>
                <span lang="tr">{name}</span>{' '}
                <Mono sx={{ color: 'ink.tertiary', display: 'inline-block' }}>{code}</Mono>
              </td>
              <td>
                {skipped === null ? (
                  effect
                ) : (
                  <Box sx={{ display: 'flex', gap: 1.5, color: 'status.warn.text', '& > svg': { mt: '4px' } }}>
                    <StatusGlyph glyph="dash" tone="warn" />
                    {t('bulk.skipped', { why: t(`bulk.why.${skipped}`) })}
                  </Box>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Box>
  );
};
