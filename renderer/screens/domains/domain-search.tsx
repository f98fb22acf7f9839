import Box from '@mui/material/Box';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchField } from '../../components/search-field.tsx';

const searchPauseMs = 200;

/** Typing is shown at once and asked for after a pause. */
export const DomainSearch = ({ value, onSearch }: { readonly value: string; onSearch(search: string): void }) => {
  const { t } = useTranslation('domains');
  const [typed, setTyped] = useState(value);
  const [asked, setAsked] = useState(value);
  if (value !== asked) {
    setAsked(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === asked) return undefined;
    const timer = setTimeout(() => {
      setAsked(typed);
      onSearch(typed);
    }, searchPauseMs);
    return () => clearTimeout(timer);
  }, [typed, asked, onSearch]);
  return (
    <Box sx={{ display: 'flex', flex: 'none' }}>
      <SearchField label={t('search')} value={typed} onChange={setTyped} width={360} />
    </Box>
  );
};
