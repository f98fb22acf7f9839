import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import { useNow } from '../../frame/use-now.ts';
import { v } from '../../theme/tokens.ts';
import { RegistrationRows } from './registration-row.tsx';

const columns = ['received', 'company', 'contact', 'package', 'state', 'actions'] as const;
/** Ages are told in minutes. */
const agesEveryMs = 15_000;

const widths: Readonly<Record<(typeof columns)[number], string>> = {
  received: '122px',
  company: '27%',
  contact: '24%',
  package: '104px',
  state: '232px',
  actions: '132px',
};

const Table = styled('table')({
  width: '100%',
  tableLayout: 'fixed',
  borderCollapse: 'separate',
  borderSpacing: 0,
  '& th': {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    height: 34,
    padding: '0 8px',
    textAlign: 'left',
    fontSize: 12,
    lineHeight: '18px',
    fontWeight: 500,
    color: v('ink-secondary'),
    background: v('surface-sunken'),
    borderBottom: `1px solid ${v('line-default')}`,
  },
  '& .unseen': { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
  '& tr[data-row] > td': {
    height: 38,
    padding: '0 8px',
    borderBottom: `1px solid ${v('line-subtle')}`,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& td.details': { padding: 0, borderBottom: `1px solid ${v('line-default')}` },
  '& tr[data-row]': { cursor: 'pointer', outlineOffset: -2 },
  '& tr[data-row]:hover > td': { background: v('surface-hover') },
  '& tr[data-row][aria-expanded="true"] > td': {
    background: v('surface-selected'),
    borderBottomColor: v('line-default'),
  },
  '& tr[data-failed="true"][aria-expanded="true"] > td': {
    background: v('status-danger-tint'),
    borderColor: v('status-danger-line'),
  },
});

interface RegistrationTableProps {
  readonly rows: ReadonlyArray<RegistrationRow>;
  readonly openId: string | null;
  /** In the rows' place when there are none. */
  readonly empty: ReactNode;
  readonly footer: ReactNode;
  readonly refreshing: boolean;
  onOpen(id: string | null): void;
  onHold(holding: boolean): void;
}

/** The queue. Rows open in place; arrows move, Enter and Right open, Left closes. */
export const RegistrationTable = ({
  rows,
  openId,
  empty,
  footer,
  refreshing,
  onOpen,
  onHold,
}: RegistrationTableProps) => {
  const { t } = useTranslation('registrations');
  const scroller = useRef<HTMLDivElement>(null);
  const [pointer, setPointer] = useState(false);
  const [focus, setFocus] = useState(false);
  const now = useNow(agesEveryMs);
  const hold = (next: { readonly pointer: boolean; readonly focus: boolean }): void => {
    setPointer(next.pointer);
    setFocus(next.focus);
    onHold(next.pointer || next.focus);
  };
  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        minHeight: 0,
        maxHeight: '100%',
        bgcolor: 'surface.panel',
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '8px',
        overflow: 'hidden',
      }}
    >
      <Box
        ref={scroller}
        aria-busy={refreshing}
        onPointerEnter={() => hold({ pointer: true, focus })}
        onPointerLeave={() => hold({ pointer: false, focus })}
        onFocus={() => hold({ pointer, focus: true })}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) hold({ pointer, focus: false });
        }}
        sx={{ flex: 1, minHeight: 0, overflow: 'auto' }}
      >
        <Table role="treegrid" aria-label={t('title')}>
          <colgroup>
            <col style={{ width: 34 }} />
            {columns.map((column) => (
              <col key={column} style={{ width: widths[column] }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">{t('column.expand')}</span>
              </th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  <span className={column === 'actions' ? 'unseen' : ''}>{t(`column.${column}`)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <RegistrationRows rows={rows} openId={openId} now={now} onOpen={onOpen} />
          </tbody>
        </Table>
        {rows.length === 0 && empty}
      </Box>
      {footer}
    </Box>
  );
};
