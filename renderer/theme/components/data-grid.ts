import type { ThemeOptions } from '@mui/material/styles';
import type {} from '@mui/x-data-grid/themeAugmentation';
import { features, v } from '../tokens.ts';

export const dataGridComponents: NonNullable<ThemeOptions['components']> = {
  MuiDataGrid: {
    defaultProps: { rowHeight: 36, columnHeaderHeight: 34, disableColumnMenu: true, hideFooter: false },
    styleOverrides: {
      root: {
        '--unstable_DataGrid-radius': '0px',
        '--DataGrid-rowBorderColor': v('line-subtle'),
        border: 0,
        borderRadius: 0,
        fontSize: 13,
        color: v('ink-primary'),
        background: v('surface-panel'),
        fontFeatureSettings: features,
        '& .MuiDataGrid-columnHeader, & .MuiDataGrid-cell': { padding: '0 10px', outline: 'none !important' },
        '& .MuiDataGrid-cell': { display: 'flex', alignItems: 'center', lineHeight: '20px' },
        '& .MuiDataGrid-cell--textRight': { justifyContent: 'flex-end' },
        '& .MuiDataGrid-sortIcon': { color: v('ink-secondary'), width: 14, height: 14 },
        '& .MuiDataGrid-columnHeaderTitle': { fontSize: 12, fontWeight: 500, color: v('ink-secondary') },
        '& .MuiDataGrid-columnSeparator': { color: 'transparent' },
        '& .MuiDataGrid-row:hover': { background: v('surface-hover') },
        '& .MuiDataGrid-row.Mui-selected': {
          background: v('surface-selected'),
          // On this ground the palest ink is too pale.
          '&:hover': { background: v('surface-selectedHover'), '--tn-palette-ink-tertiary': v('ink-secondary') },
        },
        '& .MuiDataGrid-cell:focus-visible, & .MuiDataGrid-cell:focus-within': {
          boxShadow: `inset 0 0 0 2px ${v('line-focus')}`,
        },
        '& .MuiDataGrid-footerContainer': { minHeight: 38, borderColor: v('line-subtle') },
      },
    },
  },
};
