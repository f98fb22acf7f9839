import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { StoredDomain } from '../../../shared/contract/domains.ts';

type Names = Pick<StoredDomain, 'name' | 'unicodeName'>;

/** As people write it, and beside it as DNS knows it, where the two differ. */
export const DomainName = ({ domain: { name, unicodeName } }: { readonly domain: Names }) => {
  const { t } = useTranslation('domains');
  return (
    <Box component="span" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }} title={name}>
      <Box component="span" sx={{ fontWeight: 500 }}>
        {unicodeName}
      </Box>
      {unicodeName !== name && (
        <Box component="span" sx={{ ml: 2, fontSize: 12, fontWeight: 400, color: 'ink.tertiary' }}>
          {t('aside', { name })}
        </Box>
      )}
    </Box>
  );
};
