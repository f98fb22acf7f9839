import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { BackupPlan } from '../../../shared/contract/archives.ts';
import { Missing } from '../../components/missing.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';

/** Which tenants are backed up and how large they are; those that are left out come first, with why. */
export const PlanTenants = ({ tenants }: Pick<BackupPlan, 'tenants'>) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const describe = useErrorText();
  const ordered = [...tenants.filter(({ problem }) => problem !== null), ...tenants.filter(({ problem }) => !problem)];
  return (
    <Box
      // What scrolls can be scrolled by keys.
      tabIndex={0}
      role="group"
      aria-label={t('backUp.tenant')}
      sx={{ maxHeight: 210, overflow: 'auto', border: '1px solid', borderColor: 'line.default', borderRadius: '6px' }}
    >
      <PlainTable aria-label={t('backUp.tenant')}>
        <thead>
          <tr>
            <th scope="col">{t('backUp.tenant')}</th>
            <th scope="col" className="right">
              {t('backUp.size')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ordered.map(({ id, name, bytes, problem }) => (
            <tr key={id}>
              <td>
                <span lang="tr">{name}</span>
                {problem !== null && (
                  <Box sx={{ display: 'flex', gap: 1.5, fontSize: 12, lineHeight: '18px', '& > svg': { mt: '3px' } }}>
                    <StatusGlyph glyph="dash" tone="warn" />
                    <Box component="span" sx={{ color: 'status.warn.text' }}>
                      {t('backUp.leftOut')}: {describe(problem).title}
                    </Box>
                  </Box>
                )}
              </td>
              <td className="right n">{bytes === null ? <Missing /> : format.bytes(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Box>
  );
};
