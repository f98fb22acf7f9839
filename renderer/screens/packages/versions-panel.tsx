import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedPackage } from '../../../shared/contract/packages.ts';
import { diffOfPackages } from '../../../shared/domain/package-diff.ts';
import type { PackageVersion } from '../../../shared/domain/packages.ts';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { Panel } from '../../components/panel.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { ChangeTable } from './change-table.tsx';
import { usePackageWords } from './use-package-words.ts';

interface VersionsPanelProps {
  readonly sold: ListedPackage;
  readonly versions: ReadonlyArray<PackageVersion>;
}

/** What was sold under this name, newest first. */
export const VersionsPanel = ({ sold, versions }: VersionsPanelProps) => {
  const { t } = useTranslation('packages');
  const [compared, setCompared] = useState<PackageVersion | null>(null);
  return (
    <Panel title={t('versions.title')} padding="none">
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {versions.map((version, index) => (
          <VersionRow
            key={version.version}
            version={version}
            tenants={sold.use.versions.find((one) => one.version === version.version)?.tenants ?? 0}
            onCompare={index === 0 ? null : () => setCompared(version)}
          />
        ))}
      </Box>
      {compared !== null && <CompareDialog sold={sold} version={compared} onClose={() => setCompared(null)} />}
    </Panel>
  );
};

interface VersionRowProps {
  readonly version: PackageVersion;
  readonly tenants: number;
  readonly onCompare: (() => void) | null;
}

const VersionRow = ({ version: { version, definition, at, by }, tenants, onCompare }: VersionRowProps) => {
  const { t } = useTranslation('packages');
  const format = useFormat();
  const words = usePackageWords();
  const who = by === '' ? t('versions.found') : t('versions.by', { by });
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr) auto',
        gap: '0 8px',
        px: '14px',
        py: '8px',
        '& + li': { borderTop: '1px solid', borderColor: 'line.subtle' },
      }}
    >
      <Box sx={{ fontSize: 13, lineHeight: '20px', fontWeight: 500 }}>
        {t('version', { version })}
        <Box component="span" sx={{ fontWeight: 400, color: 'ink.secondary' }}>
          {`, ${words.price(definition)}`}
        </Box>
      </Box>
      {onCompare === null ? (
        <Box sx={{ fontSize: 12, lineHeight: '20px', color: 'ink.tertiary' }}>{t('versions.now')}</Box>
      ) : (
        <Button
          size="small"
          variant="text"
          aria-label={t('versions.compareWith', { version })}
          onClick={onCompare}
          sx={{ gridRow: 'span 2', alignSelf: 'start' }}
        >
          {t('versions.compare')}
        </Button>
      )}
      <Box
        sx={{
          ...(onCompare === null ? { gridColumn: '1 / -1' } : {}),
          fontSize: 12,
          lineHeight: '18px',
          color: 'ink.tertiary',
          overflowWrap: 'anywhere',
        }}
      >
        {[at === null ? '' : format.date(at), who, tenants === 0 ? '' : t('who.tenants', { count: tenants })]
          .filter((part) => part !== '')
          .join(', ')}
      </Box>
    </Box>
  );
};

interface CompareDialogProps {
  readonly sold: ListedPackage;
  readonly version: PackageVersion;
  onClose(): void;
}

const CompareDialog = ({ sold, version, onClose }: CompareDialogProps) => {
  const { t } = useTranslation(['packages', 'common']);
  const words = usePackageWords();
  const changes = diffOfPackages(version.definition, sold);
  return (
    <DialogFrame
      open
      width={660}
      title={words.name(sold)}
      description={t('packages:versions.dialog', { before: version.version, after: sold.version })}
      onClose={onClose}
      actions={
        <Button autoFocus onClick={onClose}>
          {t('common:close')}
        </Button>
      }
    >
      {changes.length === 0 ? (
        <Box sx={{ fontSize: 13 }}>{t('packages:versions.same')}</Box>
      ) : (
        <ChangeTable changes={changes} />
      )}
    </DialogFrame>
  );
};
