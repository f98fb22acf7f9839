import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { NameChecks } from '../../../shared/contract/registrations.ts';
import { Arc } from '../../components/arc.tsx';
import { Mono } from '../../components/mono.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';

interface NamesToBeProps {
  readonly checks: Pick<NameChecks, 'domain' | 'database'> | undefined;
  readonly current: boolean;
}

/** The domain and the database that will come of the short name, and whether they are free. */
export const NamesToBe = ({ checks, current }: NamesToBeProps) => {
  const { t } = useTranslation('registrations');
  const describe = useErrorText();
  return (
    <Box
      role="group"
      aria-label={t('new.becomes')}
      sx={{ px: '12px', py: '8px', bgcolor: 'surface.sunken', borderRadius: '6px', fontSize: 12, lineHeight: '20px' }}
    >
      {(['domain', 'database'] as const).map((name) => {
        const check = checks?.[name];
        const free = check !== undefined && check.problem === null && check.value !== '';
        return (
          <Box key={name} sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 2, minHeight: 26 }}>
            <Box sx={{ width: 76, flex: 'none', color: 'ink.secondary' }}>{t(`new.${name}`)}</Box>
            <Mono sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{check?.value ?? ''}</Mono>
            {check !== undefined && check.value !== '' && (
              <Box
                sx={{
                  display: 'flex',
                  alignItems: 'center',
                  gap: 1.5,
                  ...(free || !current ? {} : { flexBasis: '100%', pl: '84px' }),
                  color: free ? 'ink.secondary' : 'status.danger.text',
                }}
              >
                {!current ? <Arc /> : <StatusGlyph glyph={free ? 'check' : 'octagon'} tone={free ? 'ok' : 'danger'} />}
                {!current
                  ? t('new.checking')
                  : check.problem === null
                    ? t('new.free')
                    : describe({ key: check.problem, params: { [name]: check.value, name: check.value } }).title}
              </Box>
            )}
          </Box>
        );
      })}
    </Box>
  );
};
