import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusGlyph } from '../../components/status-glyph.tsx';

interface SettingRowProps {
  readonly label: string;
  readonly help: string;
  /** It was just kept. */
  readonly saved?: boolean;
  readonly children: ReactNode;
}

/** One setting: what it is at the left, its value at the right. */
export const SettingRow = ({ label, help, saved = false, children }: SettingRowProps) => {
  const { t } = useTranslation('settings');
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr) auto',
        alignItems: 'center',
        gap: '4px 28px',
        py: '10px',
        '& + &': { borderTop: '1px solid', borderColor: 'line.subtle' },
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <Box component="span" sx={{ fontWeight: 500 }}>
            {label}
          </Box>
          <Box
            component="span"
            role="status"
            sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, fontSize: 12, color: 'status.ok.text' }}
          >
            {saved && (
              <>
                <StatusGlyph glyph="check" tone="ok" />
                {t('saved')}
              </>
            )}
          </Box>
        </Box>
        <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>{help}</Box>
      </Box>
      {children}
    </Box>
  );
};
