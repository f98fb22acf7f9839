import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { Mono } from '../../components/mono.tsx';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {};
const asText = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));

/** Before and after, side by side: a minus and a plus say it as well as the colours do. */
export const Changes = ({ before, after }: { readonly before: unknown; readonly after: unknown }) => {
  const { t } = useTranslation('log');
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const changed = [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => asText(old[field]) !== asText(now[field]))
    .sort();
  if (changed.length === 0) return null;
  return (
    <Box>
      <Box component="h3" sx={{ fontSize: 12, fontWeight: 600, m: 0, mb: '6px' }}>
        {t('changes', { count: changed.length })}
      </Box>
      <Box sx={{ border: '1px solid', borderColor: 'line.default', borderRadius: '6px', overflow: 'hidden' }}>
        {changed.map((field) => (
          <Box
            key={field}
            sx={{ p: '8px', borderTop: '1px solid', borderColor: 'line.subtle', '&:first-of-type': { borderTop: 0 } }}
          >
            <Mono>{field}</Mono>
            <Box
              sx={{
                display: 'grid',
                gridTemplateColumns: '1fr 1fr',
                gap: '6px',
                mt: '4px',
                '& > *': { px: '8px', py: '2px', borderRadius: '4px', overflowWrap: 'anywhere', typography: 'mono' },
              }}
            >
              <Box sx={{ bgcolor: 'status.danger.tint', color: 'status.danger.text' }}>− {asText(old[field])}</Box>
              <Box sx={{ bgcolor: 'status.ok.tint', color: 'status.ok.text' }}>+ {asText(now[field])}</Box>
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
};
