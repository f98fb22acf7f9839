import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type FlagTenantRow, flagPageSize } from '../../../shared/contract/flags.ts';
import { Drawer } from '../../components/drawer.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { SmallPager } from './small-pager.tsx';
import { useFlagWords } from './use-flag-words.ts';

/** Every tenant that has a flag now, or has it not, with the rule that says so. */
export const WhoDrawer = ({ flagKey, onClose }: { readonly flagKey: string; onClose(): void }) => {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const words = useFlagWords();
  const [on, setOn] = useState(true);
  const [search, setSearch] = useState('');
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useCall(
    'flags.who',
    { key: flagKey, on, search, offset },
    { placeholderData: keepPreviousData },
  );
  const title = t('who.title', { key: flagKey });
  return (
    <Drawer
      open
      label={title}
      head={
        <>
          <Typography variant="h2" sx={{ overflowWrap: 'anywhere' }}>
            {title}
          </Typography>
          <Box sx={{ fontSize: 12, color: 'ink.secondary' }}>{t('who.saved')}</Box>
        </>
      }
      foot={
        data === undefined ? undefined : (
          <Box className="n" sx={{ fontSize: 12, color: 'ink.secondary' }}>
            {t('tenants', { count: data.tenants })}, {words.mrr(data.mrr)}
          </Box>
        )
      }
      onClose={onClose}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, px: '18px', py: '10px' }}>
        <Segmented
          label={t('who.choice')}
          value={on ? 'on' : 'off'}
          options={[
            { value: 'on', label: t('who.on') },
            { value: 'off', label: t('who.off') },
          ]}
          onChange={(next) => {
            setOn(next === 'on');
            setOffset(0);
          }}
        />
        <SearchField
          label={t('who.search')}
          value={search}
          width={190}
          onChange={(next) => {
            setSearch(next);
            setOffset(0);
          }}
        />
      </Box>
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <SkeletonRows rows={6} />
      ) : data.tenants === 0 ? (
        <Box sx={{ px: '18px', py: '12px', fontSize: 12, color: 'ink.secondary' }}>{t('who.none')}</Box>
      ) : (
        <>
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {data.rows.map((row) => (
              <Who
                key={row.id}
                row={row}
                amount={row.mrr === null || row.mrr.minor === 0 ? '' : format.money(row.mrr, { whole: true })}
              />
            ))}
          </Box>
          <SmallPager offset={offset} limit={flagPageSize} total={data.tenants} onGo={setOffset} />
        </>
      )}
    </Drawer>
  );
};

const Who = ({ row, amount }: { readonly row: FlagTenantRow; readonly amount: string }) => {
  const { t } = useTranslation('flags');
  return (
    <Box
      component="li"
      sx={{ px: '18px', py: '6px', borderTop: '1px solid', borderColor: 'line.subtle', fontSize: 13 }}
    >
      <Box sx={{ display: 'flex', gap: 2 }}>
        <Box
          component={Link}
          to={`/tenants/${row.id}/overview`}
          lang="tr"
          sx={{
            flex: 1,
            minWidth: 0,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
            color: 'ink.primary',
            fontWeight: 500,
            textDecoration: 'none',
            '&:hover': { textDecoration: 'underline' },
          }}
        >
          {row.name}
        </Box>
        <Box component="span" className="n">
          {amount}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', gap: 2, fontSize: 12, color: 'ink.secondary' }}>
        <Box component="span" sx={{ flex: 1 }}>
          {t(`rule.${row.by}`)}
        </Box>
        <span>{row.packageName ?? t('path.noPackage')}</span>
      </Box>
    </Box>
  );
};
