import Box from '@mui/material/Box';
import type { ServerWords } from '../../shared/errors.ts';
import { mono, monoFeatures } from '../theme/tokens.ts';

/** The server's own words, quoted as they came. */
export const ServerWordsLine = ({ words }: { readonly words: ServerWords | undefined }) =>
  words === undefined ? null : (
    <Box
      lang="en"
      sx={{
        mt: 1.5,
        fontFamily: mono,
        fontFeatureSettings: monoFeatures,
        fontSize: 12,
        lineHeight: '18px',
        color: 'ink.secondary',
        overflowWrap: 'anywhere',
      }}
    >
      {words.code} {words.message}
    </Box>
  );
