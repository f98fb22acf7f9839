import Box from '@mui/material/Box';
import { FileCode2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BundleVersion } from '../../../shared/contract/modules.ts';
import { Chip } from '../../components/chip.tsx';
import { Mono } from '../../components/mono.tsx';

interface VersionListProps {
  readonly label: string;
  readonly versions: ReadonlyArray<BundleVersion & { readonly module?: string }>;
}

/** Migrations, in the order in which they run. */
export const VersionList = ({ label, versions }: VersionListProps) => {
  const { t } = useTranslation('modules');
  return (
    <Box component="ol" aria-label={label} sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {versions.map(({ version, name, reversible, module }, index) => (
        <Box
          component="li"
          key={`${module ?? ''} ${version}`}
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 2,
            minHeight: 30,
            borderTop: index === 0 ? 0 : '1px solid',
            borderColor: 'line.subtle',
            '& > svg': { flex: 'none', color: 'ink.tertiary' },
          }}
        >
          <FileCode2 size={13} strokeWidth={1.75} aria-hidden />
          <Mono sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
            {module === undefined ? '' : `${module} `}
            {version} {name}
          </Mono>
          <Chip glyph={reversible ? 'check' : 'triangle'} tone={reversible ? 'ok' : 'warn'} form="calm">
            {t(reversible ? 'panel.reversible' : 'panel.irreversible')}
          </Chip>
        </Box>
      ))}
    </Box>
  );
};
