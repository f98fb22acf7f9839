import Box from '@mui/material/Box';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlagRow } from '../../../shared/contract/flags.ts';
import { Mono } from '../../components/mono.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { flagLook } from './flag-look.ts';
import { useFlagWords } from './use-flag-words.ts';

interface FlagListProps {
  readonly flags: ReadonlyArray<FlagRow>;
  readonly tenants: number;
  readonly selected: string | undefined;
  /** Keys of those with changes that are not saved. */
  readonly unsaved: ReadonlySet<string>;
  onSelect(key: string): void;
}

/** One of them is open beside it: up and down go from flag to flag, and open it. */
export const FlagList = ({ flags, tenants, selected, unsaved, onSelect }: FlagListProps) => {
  const { t } = useTranslation('flags');
  const list = useRef<HTMLDivElement>(null);
  const at = flags.findIndex(({ key }) => key === selected);
  useEffect(() => {
    if (at >= 0) list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      j: at + 1,
      ArrowUp: at - 1,
      k: at - 1,
      Home: 0,
      End: flags.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const flag = flags[Math.max(0, Math.min(flags.length - 1, next))];
    if (flag !== undefined) onSelect(flag.key);
  };
  return (
    <Box
      ref={list}
      role="listbox"
      aria-label={t('list')}
      tabIndex={0}
      aria-activedescendant={at < 0 ? undefined : `flag-${at}`}
      onKeyDown={onKeyDown}
      sx={{ flex: 1, minHeight: 0, overflow: 'auto', outlineOffset: -2 }}
    >
      {flags.map((flag, index) => (
        <Row
          key={flag.key}
          id={`flag-${index}`}
          flag={flag}
          tenants={tenants}
          selected={flag.key === selected}
          unsaved={unsaved.has(flag.key)}
          onSelect={() => onSelect(flag.key)}
        />
      ))}
    </Box>
  );
};

interface RowProps {
  readonly id: string;
  readonly flag: FlagRow;
  readonly tenants: number;
  readonly selected: boolean;
  readonly unsaved: boolean;
  onSelect(): void;
}

const tones = {
  partial: 'status.info.text',
  on: 'status.ok.text',
  off: 'ink.secondary',
  stopped: 'status.danger.text',
};

const Row = ({ id, flag, tenants, selected, unsaved, onSelect }: RowProps) => {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const words = useFlagWords();
  const { glyph, tone } = flagLook[flag.state];
  const line = { display: 'flex', alignItems: 'center', gap: 2, minWidth: 0 } as const;
  const cut = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return (
    <Box
      id={id}
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      onClick={onSelect}
      sx={{
        px: '14px',
        py: '6px',
        cursor: 'pointer',
        borderBottom: '1px solid',
        borderColor: 'line.subtle',
        bgcolor: selected ? 'surface.selected' : 'transparent',
        boxShadow: selected ? 'inset 3px 0 0 var(--tn-palette-accent-main)' : 'none',
        '&:hover': { bgcolor: selected ? 'surface.selectedHover' : 'surface.hover' },
      }}
    >
      <Box sx={line}>
        <Mono title={flag.key} sx={{ ...cut, flex: 1, fontWeight: 600 }}>
          {flag.key}
        </Mono>
        {unsaved && <StatusGlyph glyph="dot" tone="warn" label={t('unsavedMark')} />}
        {flag.problems.length > 0 && <StatusGlyph glyph="triangle" tone="warn" label={t('problems')} />}
        {flag.updatedAt !== null && (
          <Box component="span" className="n" sx={{ fontSize: 12, color: 'ink.secondary', flex: 'none' }}>
            {format.moment(flag.updatedAt)}
          </Box>
        )}
      </Box>
      <Box sx={{ ...line, fontSize: 12, lineHeight: '20px' }}>
        <Box component="span" title={flag.name} sx={{ ...cut, flex: 1, color: 'ink.secondary' }}>
          {flag.name}
        </Box>
        <Box
          component="span"
          title={t('onFor', { on: format.number(flag.on), of: format.number(tenants) })}
          sx={{ ...line, gap: 1.5, flex: '0 1 auto', color: tones[flag.state], fontWeight: 500 }}
        >
          <StatusGlyph glyph={glyph} tone={tone} />
          <Box component="span" sx={cut}>
            {words.summary(flag, tenants)}
          </Box>
        </Box>
      </Box>
    </Box>
  );
};
