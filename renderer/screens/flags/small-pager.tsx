import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';

interface SmallPagerProps {
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
  onGo(offset: number): void;
}

/** Under a short list in a panel; nothing where one page holds all. */
export const SmallPager = ({ offset, limit, total, onGo }: SmallPagerProps) => {
  const { t } = useTranslation('flags');
  const format = useFormat();
  if (total <= limit) return null;
  const [from, to] = [offset + 1, Math.min(offset + limit, total)];
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: '14px', py: '4px', fontSize: 12 }}>
      <Box component="span" className="n" sx={{ flex: 1, color: 'ink.secondary' }}>
        {t('page.range', { from: format.number(from), to: format.number(to), of: format.number(total) })}
      </Box>
      <IconButton aria-label={t('page.previous')} disabled={offset === 0} onClick={() => onGo(offset - limit)}>
        <ChevronLeft size={14} strokeWidth={1.75} aria-hidden />
      </IconButton>
      <IconButton aria-label={t('page.next')} disabled={to >= total} onClick={() => onGo(offset + limit)}>
        <ChevronRight size={14} strokeWidth={1.75} aria-hidden />
      </IconButton>
    </Box>
  );
};
