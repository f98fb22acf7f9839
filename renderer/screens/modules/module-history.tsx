import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { ModuleHistoryLine } from '../../../shared/contract/modules.ts';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';

/** What was done with it, newest first. */
export const ModuleHistory = ({ lines }: { readonly lines: ReadonlyArray<ModuleHistoryLine> }) => {
  const { t } = useTranslation('modules');
  const format = useFormat();
  if (lines.length === 0) return <Box sx={{ fontSize: 12, color: 'ink.tertiary' }}>{t('panel.historyNone')}</Box>;
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {lines.map((line) => (
        <Box
          component="li"
          key={`${line.at} ${line.what} ${line.version ?? ''}`}
          sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: 2, py: '4px', fontSize: 12 }}
        >
          <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            {line.version === null ? (
              t(`what.${line.what}`)
            ) : (
              <>
                <Mono sx={{ fontWeight: 600 }}>{line.version}</Mono>{' '}
                <Mono sx={{ color: 'ink.secondary' }}>{line.name}</Mono>
              </>
            )}
            {line.reason !== null && <Box sx={{ color: 'ink.tertiary' }}>{line.reason}</Box>}
          </Box>
          <Box sx={{ textAlign: 'right', color: 'ink.secondary', whiteSpace: 'nowrap' }}>
            <span title={format.moment(line.at)}>{format.date(line.at)}</span>
            {line.by !== null && <Box sx={{ color: 'ink.tertiary' }}>{line.by}</Box>}
          </Box>
        </Box>
      ))}
    </Box>
  );
};
