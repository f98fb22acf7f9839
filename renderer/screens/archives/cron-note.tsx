import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../components/copy-button.tsx';
import { Mono } from '../../components/mono.tsx';

/** No schedule is promised; here is what keeps one. */
export const CronNote = ({ line }: { readonly line: string }) => {
  const { t } = useTranslation(['archives', 'common']);
  return (
    <Box sx={{ px: '12px', py: '10px', bgcolor: 'surface.sunken', borderRadius: '6px' }}>
      <Box sx={{ fontSize: 13, lineHeight: '20px', fontWeight: 600 }}>{t('archives:backUp.cron')}</Box>
      <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>{t('archives:backUp.cronBody')}</Box>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, mt: 1.5 }}>
        <Box
          component="code"
          // It can be longer than the dialog is wide; what scrolls is reached by keys.
          tabIndex={0}
          sx={{
            flex: 1,
            minWidth: 0,
            maxHeight: 82,
            lineHeight: '18px',
            overflow: 'auto',
            px: '8px',
            py: '4px',
            bgcolor: 'surface.panel',
            border: '1px solid',
            borderColor: 'line.default',
            borderRadius: '5px',
            whiteSpace: 'pre-wrap',
            overflowWrap: 'anywhere',
          }}
        >
          <Mono lang="en">{line}</Mono>
        </Box>
        <CopyButton text={line} label={t('archives:backUp.cronWhat')} words={t('common:copy')} />
      </Box>
    </Box>
  );
};
