import { enUS, trTR } from '@mui/x-data-grid/locales';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/domain/platform.ts';

const packs = { en: enUS, tr: trTR } as const;

/** The grid's own words. Its Turkish pack lacks some, and those would be English in the middle of a Turkish screen. */
export function useGridText(language: Language) {
  const { t } = useTranslation('components');
  return useMemo(
    () => ({
      ...packs[language].components.MuiDataGrid.defaultProps.localeText,
      noColumnsOverlayLabel: t('grid.noColumns'),
      noColumnsOverlayManageColumns: t('grid.manageColumns'),
      columnMenuAriaLabel: (name: string) => t('grid.columnMenu', { name }),
    }),
    [language, t],
  );
}
