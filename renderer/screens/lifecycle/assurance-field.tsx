import Box from '@mui/material/Box';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveRow } from '../../../shared/contract/archives.ts';
import { Mono } from '../../components/mono.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { type AssuranceKind, type GivenAssurance, shortestWaiver, unusable } from './assurance.ts';

interface AssuranceFieldProps {
  readonly kind: AssuranceKind;
  readonly archive: ArchiveRow | null;
  readonly given: GivenAssurance;
  /** Where one is made now. */
  readonly make: ReactNode;
  onChange(given: GivenAssurance): void;
}

/** A proof that there is a copy, or a person's written word that none is needed. */
export const AssuranceField = ({ kind, archive, given, make, onChange }: AssuranceFieldProps) => {
  const { t } = useTranslation('lifecycle');
  const [left, setLeft] = useState(false);
  return (
    <Box
      role="group"
      aria-label={t(`delete.${kind}`)}
      sx={{ px: '12px', py: '10px', bgcolor: 'surface.sunken', borderRadius: '6px', display: 'grid', gap: 2 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 2 }}>
        <Box sx={{ flex: 1, fontWeight: 600 }}>{t(`delete.${kind}`)}</Box>
        <Segmented
          label={t(`delete.${kind}`)}
          value={given.way}
          options={[
            { value: 'archive', label: t(`delete.have.${kind}`) },
            { value: 'waiver', label: t('delete.waive') },
          ]}
          onChange={(way) => onChange({ ...given, way })}
        />
      </Box>
      {given.way === 'archive' ? (
        <Newest kind={kind} archive={archive} make={make} />
      ) : (
        <TextInput
          label={t(`delete.why.${kind}`)}
          help={t('delete.whyHelp')}
          error={left && given.waiver.trim().length < shortestWaiver ? t('delete.whyShort') : undefined}
          value={given.waiver}
          required
          autoFocus
          maxLength={500}
          onChange={(event) => onChange({ ...given, waiver: event.target.value })}
          onBlur={() => setLeft(true)}
        />
      )}
    </Box>
  );
};

const Newest = ({ kind, archive, make }: Pick<AssuranceFieldProps, 'kind' | 'archive' | 'make'>) => {
  const { t } = useTranslation('lifecycle');
  const format = useFormat();
  const problem = archive === null ? null : unusable(kind, archive);
  const fine = archive !== null && problem === null;
  return (
    <Box sx={{ display: 'flex', gap: 2, fontSize: 12, lineHeight: '18px', '& > svg': { mt: '3px' } }}>
      <StatusGlyph glyph={fine ? 'disc-check' : 'triangle'} tone={fine ? 'ok' : 'warn'} />
      <Box sx={{ flex: 1, minWidth: 0, color: 'ink.secondary', overflowWrap: 'anywhere' }}>
        {archive === null && t(`delete.none.${kind}`)}
        {problem !== null && t(`delete.unusable.${problem}`, { when: format.dateTime(archive?.madeAt ?? '') })}
        {fine && (
          <>
            {t('delete.archive', {
              when: format.dateTime(archive.madeAt),
              size: format.bytes(archive.bytes),
              rows: format.number(archive.rows),
              tables: format.number(archive.tables),
              who: archive.madeBy,
            })}
            <Box sx={{ color: 'ink.tertiary' }}>
              <Mono>{t('delete.place', { path: archive.path, machine: archive.machine })}</Mono>
            </Box>
          </>
        )}
      </Box>
      {!fine && make}
    </Box>
  );
};
