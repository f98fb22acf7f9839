import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import {
  DataGrid,
  type GridColDef,
  type GridRowId,
  type GridRowSelectionModel,
  type GridSortModel,
  type GridValidRowModel,
} from '@mui/x-data-grid';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../ipc/use-settings.ts';
import { readNonce } from '../nonce.ts';
import { rowHeights, v } from '../theme/tokens.ts';
import { useGridText } from './grid-text.ts';

export interface TableSort<F extends string> {
  readonly column: F;
  readonly descending: boolean;
}

interface DataTableProps<R extends GridValidRowModel, F extends string> {
  readonly label: string;
  /** At most 100: the grid shows one page, main sorts and pages. */
  readonly rows: ReadonlyArray<R>;
  readonly columns: ReadonlyArray<GridColDef<R>>;
  /** Without it the row's `id` is taken. */
  readonly rowId?: (row: R) => GridRowId;
  readonly loading: boolean;
  readonly sort?: TableSort<F>;
  readonly onSort?: (sort: TableSort<F>) => void;
  readonly onOpen?: (row: R) => void;
  /** Ticked rows; without it there are no checkboxes. */
  readonly selection?: { readonly ids: ReadonlyArray<GridRowId>; onChange(ids: ReadonlyArray<GridRowId>): void };
  /** The row shown in a side panel. */
  readonly currentId?: GridRowId | null;
  readonly hiddenColumns?: ReadonlyArray<string>;
  /** In the rows' place when there are none. */
  readonly empty: ReactNode;
  /** `DataFooter`, or a bulk bar in its place. */
  readonly footer?: ReactNode;
}

/** The look and the habits of every grid: whole row opens, Enter opens, one sort column, paging by who feeds it. */
export const DataTable = <R extends GridValidRowModel, F extends string>({
  label,
  rows,
  columns,
  rowId,
  loading,
  sort,
  onSort,
  onOpen,
  selection,
  currentId = null,
  hiddenColumns = [],
  empty,
  footer,
}: DataTableProps<R, F>) => {
  const { i18n } = useTranslation();
  const localeText = useGridText(i18n.language === 'tr' ? 'tr' : 'en');
  const density = useSettings()?.density ?? 'compact';
  const nonce = useMemo(readNonce, []);
  const sortModel: GridSortModel =
    sort === undefined ? [] : [{ field: sort.column, sort: sort.descending ? 'desc' : 'asc' }];
  const visibility = Object.fromEntries(hiddenColumns.map((field) => [field, false]));
  const shown = useMemo(() => columns.map(cutText), [columns]);
  const selected: GridRowSelectionModel = { type: 'include', ids: new Set(selection?.ids ?? []) };

  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        flex: 1,
        minHeight: 0,
        bgcolor: 'surface.panel',
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '8px',
        overflow: 'hidden',
      }}
    >
      {rows.length === 0 && !loading ? (
        // Not inside the grid, whose children may be nothing but rows.
        <Box sx={{ flex: 1, minHeight: 0, display: 'flex', alignItems: 'center', justifyContent: 'center' }}>
          {empty}
        </Box>
      ) : (
        <DataGrid<R>
          aria-label={label}
          nonce={nonce}
          rows={rows}
          columns={shown}
          {...(rowId === undefined ? {} : { getRowId: rowId })}
          loading={loading}
          localeText={localeText}
          rowHeight={rowHeights[density]}
          hideFooter
          paginationMode="server"
          rowCount={-1}
          paginationModel={{ page: 0, pageSize: 100 }}
          sortingMode="server"
          sortingOrder={['asc', 'desc']}
          sortModel={sortModel}
          onSortModelChange={([next]) => {
            const column = columns.find(({ field }) => field === next?.field);
            // A column's field is the sort's name: `F` is what the caller named its sortable columns.
            if (column !== undefined) onSort?.({ column: column.field as F, descending: next?.sort === 'desc' });
          }}
          columnVisibilityModel={visibility}
          checkboxSelection={selection !== undefined}
          disableRowSelectionOnClick
          // What is ticked on other pages is its owner's to keep.
          keepNonExistentRowsSelected
          rowSelectionModel={selected}
          onRowSelectionModelChange={({ type, ids }) => {
            const all = rows.map((row): GridRowId => (rowId === undefined ? row['id'] : rowId(row)));
            selection?.onChange(type === 'include' ? [...ids] : all.filter((id) => !ids.has(id)));
          }}
          getRowClassName={({ id }) => (id === currentId ? 'is-current' : '')}
          {...(onOpen === undefined ? {} : { onRowClick: ({ row }) => onOpen(row) })}
          onCellKeyDown={({ id, row, field }, event) => {
            if (field === '__check__') return;
            if (event.key === 'Enter') onOpen?.(row);
            if (event.key === ' ' && !event.shiftKey && selection !== undefined) {
              event.preventDefault();
              // The grid's own meaning of the key: a page further.
              event.defaultMuiPrevented = true;
              const ticked = selection.ids.includes(id);
              selection.onChange(ticked ? selection.ids.filter((one) => one !== id) : [...selection.ids, id]);
            }
          }}
          slotProps={{ loadingOverlay: { variant: 'linear-progress', noRowsVariant: 'skeleton' } }}
          sx={{
            '& .MuiDataGrid-row': { cursor: onOpen === undefined ? 'default' : 'pointer' },
            [`& .MuiDataGrid-cell[aria-colindex="${selection === undefined ? 1 : 2}"]`]: { fontWeight: 500 },
            '& .is-current': { background: v('surface-selected'), boxShadow: `inset 3px 0 0 ${v('accent-main')}` },
            '& .MuiDataGrid-overlay': { bgcolor: 'surface.panel' },
          }}
        />
      )}
      {footer}
    </Box>
  );
};

const CutText = styled('span')({ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' });

/** A cell is a flex box, in which bare text would be clipped in the middle of a letter: it ends in an ellipsis instead. */
const cutText = <R extends GridValidRowModel>(column: GridColDef<R>): GridColDef<R> => ({
  ...column,
  renderCell: (cell) => {
    const content = column.renderCell === undefined ? cell.formattedValue : column.renderCell(cell);
    return typeof content === 'string' ? <CutText title={content}>{content}</CutText> : content;
  },
});
