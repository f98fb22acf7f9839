import Box from '@mui/material/Box';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import { Missing } from '../../components/missing.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { RowAction } from './row-action.tsx';
import { RowDetails } from './row-details.tsx';
import { type Situation, situationOf, useNewestOperation } from './situation.ts';
import { StateCell } from './state-cell.tsx';

interface RegistrationRowsProps {
  readonly rows: ReadonlyArray<RegistrationRow>;
  readonly openId: string | null;
  readonly now: Date;
  onOpen(id: string | null): void;
}

const everyColumn = 7;
const failing: ReadonlySet<Situation> = new Set(['failed', 'clean_up_failed']);

/** Which row the arrow keys go to, of so many. */
function movedTo(key: string, from: number, count: number): number | null {
  if (key === 'ArrowDown' || key === 'j') return Math.min(count - 1, from + 1);
  if (key === 'ArrowUp' || key === 'k') return Math.max(0, from - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** The rows, with one stop for Tab among them. */
export const RegistrationRows = ({ rows, openId, now, onOpen }: RegistrationRowsProps) => {
  const [stopId, setStopId] = useState<string | null>(null);
  const elements = useRef(new Map<string, HTMLTableRowElement>());
  const stop = rows.some(({ id }) => id === stopId) ? stopId : (rows[0]?.id ?? null);
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, index: number): void => {
    // Keys inside a row belong to what has the focus there.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const id = rows[index]?.id ?? null;
    const target = rows[movedTo(event.key, index, rows.length) ?? -1];
    if (target !== undefined) {
      setStopId(target.id);
      elements.current.get(target.id)?.focus();
    } else if (event.key === 'Enter') onOpen(openId === id ? null : id);
    else if (event.key === 'ArrowRight') onOpen(id);
    else if (event.key === 'ArrowLeft' && openId === id) onOpen(null);
    else return;
    event.preventDefault();
  };
  return rows.map((row, index) => (
    <Row
      key={row.id}
      row={row}
      open={row.id === openId}
      isStop={row.id === stop}
      now={now}
      keep={(element) => {
        if (element === null) elements.current.delete(row.id);
        else elements.current.set(row.id, element);
      }}
      onFocus={() => setStopId(row.id)}
      onKeyDown={(event) => onKeyDown(event, index)}
      onToggle={() => onOpen(row.id === openId ? null : row.id)}
    />
  ));
};

interface RowProps {
  readonly row: RegistrationRow;
  readonly open: boolean;
  readonly isStop: boolean;
  readonly now: Date;
  keep(element: HTMLTableRowElement | null): void;
  onFocus(): void;
  onKeyDown(event: KeyboardEvent<HTMLTableRowElement>): void;
  onToggle(): void;
}

/** A press on a control in a row is for that control; dialogs of a row reach it through React too. */
const isForRow = (event: MouseEvent<HTMLTableRowElement>): boolean =>
  event.target instanceof Element &&
  event.currentTarget.contains(event.target) &&
  event.target.closest('button, a, [role="dialog"]') === null;

const Row = ({ row, open, isStop, now, keep, onFocus, onKeyDown, onToggle }: RowProps) => {
  const format = useFormat();
  const operation = useNewestOperation(row);
  const situation = situationOf(row.state, operation);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <>
      <tr
        ref={keep}
        data-row
        data-failed={failing.has(situation)}
        aria-level={1}
        aria-expanded={open}
        tabIndex={isStop ? 0 : -1}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          if (isForRow(event)) onToggle();
        }}
      >
        <td style={{ textAlign: 'right', paddingRight: 4 }}>
          <Chevron
            size={14}
            strokeWidth={1.75}
            aria-hidden
            style={{ display: 'inline-block', verticalAlign: '-2px' }}
          />
        </td>
        <td className="n" style={{ fontSize: 12 }}>
          {row.createdAt === null ? <Missing /> : format.moment(row.createdAt, now)}
        </td>
        <td style={{ fontWeight: 500 }} title={row.companyName}>
          {row.companyName}
        </td>
        <td title={row.email}>{row.email}</td>
        <td>{row.packageName ?? <Missing />}</td>
        <td>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0, ml: '-6px' }}>
            <StateCell row={row} operation={operation} situation={situation} now={now} />
          </Box>
        </td>
        <td style={{ textAlign: 'right', paddingRight: 12 }}>
          <RowAction row={row} operation={operation} situation={situation} open={open} now={now} onReview={onToggle} />
        </td>
      </tr>
      {open && (
        <tr aria-level={2}>
          <td colSpan={everyColumn} className="details">
            <RowDetails row={row} operation={operation} situation={situation} />
          </td>
        </tr>
      )}
    </>
  );
};
