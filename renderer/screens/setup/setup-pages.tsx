import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { type SetupPage, setupPages } from './setup-form.ts';

/** Where one is in the wizard: what was filled in, what is, and what comes. */
export const SetupPages = ({ current }: { readonly current: SetupPage }) => {
  const { t } = useTranslation('setup');
  const at = setupPages.indexOf(current);
  return (
    <Box component="ol" sx={{ display: 'flex', gap: '20px', m: 0, p: 0, listStyle: 'none', fontSize: 12 }}>
      {setupPages.map((page, index) => (
        <Box
          component="li"
          key={page}
          aria-current={page === current ? 'step' : undefined}
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1.5,
            fontWeight: page === current ? 600 : 400,
            color: page === current ? 'ink.primary' : 'ink.secondary',
          }}
        >
          <StatusGlyph
            glyph={index < at ? 'disc-check' : index === at ? 'dot' : 'ring'}
            tone={index < at ? 'ok' : index === at ? 'info' : 'neutral'}
          />
          {t(`pages.${page}`)}
        </Box>
      ))}
    </Box>
  );
};
