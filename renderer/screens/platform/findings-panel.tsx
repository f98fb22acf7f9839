import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemaFinding, SchemaReport } from '../../../shared/contract/platform.ts';
import { Mono } from '../../components/mono.tsx';
import { Panel } from '../../components/panel.tsx';
import { type Glyph, StatusGlyph, type StatusTone } from '../../components/status-glyph.tsx';
import { type FindingGroup, groupFindings, isAsExpected } from './group-findings.ts';

interface Look {
  readonly glyph: Glyph;
  readonly tone: StatusTone;
}

/** What a platform must have and has not is a fault; what only the console has not made yet is its plan. */
const missingLook = (owner: SchemaFinding['owner']): Look =>
  owner === 'source' ? { glyph: 'octagon', tone: 'danger' } : { glyph: 'dashed-ring', tone: 'neutral' };

/** Everything that the console looked at, by whose it is and by table. */
export const FindingsPanel = ({ report }: { readonly report: SchemaReport }) => {
  const { t } = useTranslation('platform');
  return (
    <Panel title={t('findings.title')} padding="none">
      {(['source', 'tenantry'] as const).map((owner) => (
        <Owned key={owner} owner={owner} groups={groupFindings(report.findings, owner)} />
      ))}
    </Panel>
  );
};

interface OwnedProps {
  readonly owner: SchemaFinding['owner'];
  readonly groups: ReadonlyArray<FindingGroup>;
}

const Owned = ({ owner, groups }: OwnedProps) => {
  const { t } = useTranslation('platform');
  const asExpected = groups.filter(isAsExpected);
  return (
    <Box component="section" sx={{ '& + &': { borderTop: '1px solid', borderColor: 'line.default' } }}>
      <Box component="h3" sx={{ m: 0, px: '14px', pt: '10px', pb: '4px', fontSize: 12, fontWeight: 600 }}>
        {t(`findings.${owner}`)}
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {groups
          .filter((group) => !isAsExpected(group))
          .map((group) => (
            <Group key={group.name} group={group} owner={owner} />
          ))}
      </Box>
      {asExpected.length > 0 && <Present groups={asExpected} />}
    </Box>
  );
};

const Group = ({ group, owner }: { readonly group: FindingGroup; readonly owner: SchemaFinding['owner'] }) => {
  const { t } = useTranslation('platform');
  const { name, whole, missing, differing, extra, present } = group;
  return (
    <Box
      component="li"
      sx={{
        px: '14px',
        py: '8px',
        borderBottom: '1px solid',
        borderColor: 'line.subtle',
        '&:last-child': { borderBottom: 0 },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2 }}>
        <Mono sx={{ fontWeight: 600 }}>{name}</Mono>
        {present > 0 && (
          <Box component="span" sx={{ fontSize: 12, color: 'ink.tertiary' }}>
            {t('findings.presentOf', { count: present })}
          </Box>
        )}
      </Box>
      {differing.map((finding) => (
        <Line key={finding.object} look={{ glyph: 'triangle', tone: 'warn' }}>
          {finding.part !== '' && <Mono>{finding.part} </Mono>}
          <Difference finding={finding} />
        </Line>
      ))}
      {whole && <Line look={missingLook(owner)}>{t('findings.whole')}</Line>}
      {missing.length > 0 && (
        <Line look={missingLook(owner)}>
          {t('findings.missing', { count: missing.length })} <Mono>{missing.join(', ')}</Mono>
        </Line>
      )}
      {extra.length > 0 && (
        <Line look={{ glyph: 'small-dot', tone: 'neutral' }}>
          {t('findings.extra', { count: extra.length })} <Mono>{extra.join(', ')}</Mono>
        </Line>
      )}
    </Box>
  );
};

const Line = ({ look, children }: { readonly look: Look; readonly children: ReactNode }) => (
  <Box
    sx={{
      display: 'flex',
      gap: 1.5,
      fontSize: 12,
      lineHeight: '18px',
      color: 'ink.secondary',
      overflowWrap: 'anywhere',
      '& > svg': { mt: '3px' },
    }}
  >
    <StatusGlyph {...look} />
    <Box sx={{ minWidth: 0 }}>{children}</Box>
  </Box>
);

const Difference = ({ finding: { found, expected } }: { readonly finding: SchemaFinding }) => {
  const { t } = useTranslation('platform');
  const doubles = found?.match(/^duplicates: (\d+)$/)?.[1];
  if (doubles !== undefined) return t('findings.duplicates', { count: Number(doubles) });
  if (found !== null && expected !== null) return t('findings.types', { found, expected });
  return expected === null ? t('findings.differs') : t('findings.lacks', { expected });
};

/** Folded away: that it is there is enough to know. */
const Present = ({ groups }: { readonly groups: ReadonlyArray<FindingGroup> }) => {
  const { t } = useTranslation('platform');
  const id = useId();
  const [open, setOpen] = useState(false);
  const Chevron = open ? ChevronDown : ChevronRight;
  const count = groups.reduce((sum, { present }) => sum + present, 0);
  return (
    <Box sx={{ pb: '6px' }}>
      <ButtonBase
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        sx={{
          display: 'flex',
          width: '100%',
          justifyContent: 'flex-start',
          gap: 1.5,
          px: '14px',
          minHeight: 30,
          fontSize: 13,
          '&:hover': { bgcolor: 'surface.hover' },
        }}
      >
        <StatusGlyph glyph="check" tone="ok" />
        {t('findings.present', { count })}
        <Chevron size={13} strokeWidth={1.75} aria-hidden />
      </ButtonBase>
      <Box
        component="ul"
        id={id}
        hidden={!open}
        sx={{ m: 0, pl: '33px', pr: '14px', pb: '4px', listStyle: 'none', fontSize: 12, lineHeight: '20px' }}
      >
        {groups.map(({ name, present }) => (
          <Box component="li" key={name} sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}>
            <Mono>{name}</Mono>
            <Box component="span" className="n" sx={{ color: 'ink.tertiary' }}>
              {t('findings.presentOf', { count: present })}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
};
