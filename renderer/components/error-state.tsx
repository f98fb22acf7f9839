import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type AppError, type AppErrorData, toAppError } from '../../shared/errors.ts';
import { useErrorText } from '../i18n/use-error-text.ts';
import { CopyButton } from './copy-button.tsx';
import { errorDetails } from './error-details.ts';
import { ServerWordsLine } from './server-words.tsx';
import { StatusGlyph } from './status-glyph.tsx';

interface ErrorStateProps {
  readonly error: AppError | AppErrorData | Error;
  readonly onRetry?: (() => void) | undefined;
  /** Goes into the copied details. */
  readonly operationId?: string;
}

/** What happened, whether anything changed, what to do next; the server's own words below. */
export const ErrorState = ({ error, onRetry, operationId }: ErrorStateProps) => {
  const { t } = useTranslation('components');
  const describe = useErrorText();
  const known = 'key' in error ? error : toAppError(error);
  const { title, body } = describe(known);
  return (
    <Box role="alert" sx={{ display: 'flex', gap: 2.5, px: '14px', py: '12px', '& > svg': { mt: '3px' } }}>
      <StatusGlyph glyph="octagon" tone="danger" size={14} />
      <Box sx={{ minWidth: 0, flex: 1 }}>
        <Box sx={{ fontSize: 13, lineHeight: '20px', fontWeight: 600 }}>{title}</Box>
        {body !== '' && <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>{body}</Box>}
        <ServerWordsLine words={known.server} />
        <Box sx={{ display: 'flex', gap: 2, mt: 2 }}>
          {onRetry !== undefined && (
            <Button size="small" startIcon={<RotateCw size={13} strokeWidth={1.75} aria-hidden />} onClick={onRetry}>
              {t('error.retry')}
            </Button>
          )}
          <CopyButton
            text={errorDetails({ error: known, title, body, operationId })}
            label={t('error.details')}
            words={t('error.copy')}
          />
        </Box>
      </Box>
    </Box>
  );
};
