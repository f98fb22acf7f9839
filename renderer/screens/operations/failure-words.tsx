import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Mono } from '../../components/mono.tsx';
import { FullLogDialog } from './full-log-dialog.tsx';
import { LogLines } from './log-lines.tsx';
import { logText, useOperationLog } from './use-operation-log.ts';

/** The failed step as the server told it, in its own words. */
export const FailureWords = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation(['operations', 'common']);
  const [logOpen, setLogOpen] = useState(false);
  const linesOf = useOperationLog();
  const failed = operation.steps.find(({ state }) => state === 'failed');
  const lines = failed === undefined ? [] : linesOf(operation, failed);
  const words = operation.error?.server;
  return (
    <Box
      sx={{
        bgcolor: 'surface.panel',
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '6px',
        overflow: 'hidden',
      }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          minHeight: 30,
          pl: '10px',
          pr: '4px',
          fontSize: 12,
          color: 'ink.secondary',
        }}
      >
        <Box sx={{ flex: 1, minWidth: 0 }}>
          {words === undefined ? (
            t('operations:words.journal')
          ) : (
            <>
              {t('operations:words.server')} <Mono sx={{ fontWeight: 600, color: 'ink.primary' }}>{words.code}</Mono>
            </>
          )}
        </Box>
        <CopyButton text={logText(lines)} label={t('operations:words.what')} words={t('common:copy')} />
        <Button
          size="small"
          variant="text"
          startIcon={<ScrollText size={13} strokeWidth={1.75} aria-hidden />}
          onClick={() => setLogOpen(true)}
        >
          {t('operations:words.fullLog')}
        </Button>
      </Box>
      {lines.length > 0 && (
        <Box sx={{ px: '10px', py: '8px', borderTop: '1px solid', borderColor: 'line.subtle' }}>
          <LogLines lines={lines} steps={false} />
        </Box>
      )}
      <FullLogDialog operation={logOpen ? operation : null} onClose={() => setLogOpen(false)} />
    </Box>
  );
};
