import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface PagerButton {
  readonly enabled: boolean;
  go(): void;
}

interface DataFooterProps {
  /** Count and totals of the filtered set. */
  readonly summary: ReactNode;
  /** As in "1–100 of 214". */
  readonly range?: ReactNode;
  readonly first?: PagerButton;
  readonly previous?: PagerButton;
  readonly next?: PagerButton;
  readonly last?: PagerButton;
}

const icons = { first: ChevronsLeft, previous: ChevronLeft, next: ChevronRight, last: ChevronsRight } as const;

/** Under a list: what it holds, and its pages. */
export const DataFooter = ({ summary, range, ...pages }: DataFooterProps) => {
  const { t } = useTranslation('components');
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        flex: 'none',
        minHeight: 36,
        px: '12px',
        borderTop: '1px solid',
        borderColor: 'line.subtle',
        bgcolor: 'surface.sunken',
        fontSize: 12,
        color: 'ink.secondary',
      }}
    >
      <Box role="status" sx={{ flex: 1, minWidth: 0 }}>
        {summary}
      </Box>
      {range !== undefined && (
        <Box component="span" className="n">
          {range}
        </Box>
      )}
      <Box sx={{ display: 'flex' }}>
        {(['first', 'previous', 'next', 'last'] as const).map((name) => {
          const page = pages[name];
          const Icon = icons[name];
          return page === undefined ? null : (
            <IconButton
              key={name}
              size="small"
              aria-label={t(`pager.${name}`)}
              disabled={!page.enabled}
              onClick={page.go}
            >
              <Icon size={14} strokeWidth={1.75} aria-hidden />
            </IconButton>
          );
        })}
      </Box>
    </Box>
  );
};
