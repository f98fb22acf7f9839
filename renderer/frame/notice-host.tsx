import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { RotateCw, X } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { InlineError } from '../components/inline-error.tsx';
import { Toast } from '../components/toast.tsx';
import { useNotices } from '../stores/notices.ts';
import { layout, shadows } from '../theme/tokens.ts';

/** Successes pass; errors without a place of their own stay until answered. Bottom right, above the status bar. */
export const NoticeHost = () => {
  const { t } = useTranslation(['frame', 'common']);
  const success = useNotices((notices) => notices.success);
  const errors = useNotices((notices) => notices.errors);
  const dismissSuccess = useNotices((notices) => notices.dismissSuccess);
  const dismissError = useNotices((notices) => notices.dismissError);
  const shown = success?.id;
  const closeSuccess = useCallback(() => {
    if (shown !== undefined) dismissSuccess(shown);
  }, [shown, dismissSuccess]);
  return (
    <Box
      component="section"
      aria-label={t('frame:notices.label')}
      sx={{
        position: 'fixed',
        right: 16,
        bottom: layout.statusBar + 12,
        zIndex: 'snackbar',
        width: 460,
        maxWidth: 'calc(100vw - 32px)',
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'flex-end',
        gap: 2,
        pointerEvents: 'none',
        '& > *': { pointerEvents: 'auto' },
      }}
    >
      {errors.map(({ id, error, retry }) => (
        <Box key={id} sx={{ width: '100%', borderRadius: '6px', boxShadow: shadows.menu }}>
          <InlineError
            error={error}
            action={
              <Box sx={{ display: 'flex', gap: 1, flex: 'none' }}>
                {retry !== null && (
                  <Button
                    size="small"
                    startIcon={<RotateCw size={13} strokeWidth={1.75} aria-hidden />}
                    onClick={() => {
                      dismissError(id);
                      retry();
                    }}
                  >
                    {t('frame:notices.retry')}
                  </Button>
                )}
                <IconButton
                  size="small"
                  aria-label={t('common:close')}
                  onClick={() => dismissError(id)}
                  sx={{ color: 'inherit' }}
                >
                  <X size={14} strokeWidth={1.75} aria-hidden />
                </IconButton>
              </Box>
            }
          />
        </Box>
      ))}
      <Box role="status">
        {success !== null && <Toast key={success.id} text={success.text} onClose={closeSuccess} />}
      </Box>
    </Box>
  );
};
