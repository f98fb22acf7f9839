import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { PackageChange } from '../../../shared/domain/package-diff.ts';
import { PlainTable } from '../../components/plain-table.tsx';
import { usePackageWords } from './use-package-words.ts';

/** Two definitions of one package, where they differ. */
export const ChangeTable = ({ changes }: { readonly changes: ReadonlyArray<PackageChange> }) => {
  const { t } = useTranslation('packages');
  const words = usePackageWords();
  return (
    <Box
      tabIndex={0}
      role="region"
      aria-label={t('diff.label')}
      sx={{ maxHeight: 300, overflow: 'auto', border: '1px solid', borderColor: 'line.subtle', borderRadius: '6px' }}
    >
      <PlainTable>
        <thead>
          <tr>
            <th scope="col">{t('diff.what')}</th>
            <th scope="col">{t('diff.before')}</th>
            <th scope="col">{t('diff.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => {
            const { what, before, after } = words.change(change);
            return (
              <tr key={what}>
                <td>{what}</td>
                <Box component="td" className="n" sx={{ color: 'ink.secondary', overflowWrap: 'anywhere' }}>
                  {before}
                </Box>
                <Box component="td" className="n" sx={{ fontWeight: 500, overflowWrap: 'anywhere' }}>
                  {after}
                </Box>
              </tr>
            );
          })}
        </tbody>
      </PlainTable>
    </Box>
  );
};
