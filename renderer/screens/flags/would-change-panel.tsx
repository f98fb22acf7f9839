import Box from '@mui/material/Box';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FlagRulesInput, type FlagTenantRow, flagPageSize } from '../../../shared/contract/flags.ts';
import { CountPill } from '../../components/count-pill.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { SmallPager } from './small-pager.tsx';

interface WouldChangePanelProps {
  readonly flagKey: string;
  /** Null: nothing is changed. */
  readonly rules: FlagRulesInput | null;
}

/** Who would get the flag, or lose it, if the changes were saved now. */
export const WouldChangePanel = ({ flagKey, rules }: WouldChangePanelProps) => {
  const { t } = useTranslation('flags');
  if (rules === null)
    return (
      <Panel title={t('wouldChange.title')}>
        <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>{t('wouldChange.clean')}</Box>
      </Panel>
    );
  return <Changing key={JSON.stringify(rules)} flagKey={flagKey} rules={rules} />;
};

const Changing = ({ flagKey, rules }: { readonly flagKey: string; readonly rules: FlagRulesInput }) => {
  const { t } = useTranslation('flags');
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useCall(
    'flags.preview',
    { key: flagKey, rules, offset },
    { placeholderData: keepPreviousData },
  );
  const total = data === undefined ? 0 : data.turnsOn.tenants + data.turnsOff.tenants;
  return (
    <Panel
      title={t('wouldChange.title')}
      note={data === undefined ? undefined : <CountPill count={total} />}
      padding="none"
    >
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <SkeletonRows rows={4} />
      ) : total === 0 ? (
        <Box sx={{ p: '12px 14px', fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
          {t('wouldChange.none')}
        </Box>
      ) : (
        <>
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {data.rows.map((row) => (
              <ChangingRow key={row.id} row={row} />
            ))}
          </Box>
          <SmallPager offset={offset} limit={flagPageSize} total={total} onGo={setOffset} />
        </>
      )}
    </Panel>
  );
};

const ChangingRow = ({ row: { name, on } }: { readonly row: FlagTenantRow }) => {
  const { t } = useTranslation('flags');
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 2,
        px: '14px',
        py: '5px',
        fontSize: 12.5,
        lineHeight: '20px',
        borderTop: '1px solid',
        borderColor: 'line.subtle',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box
        component="span"
        lang="tr"
        title={name}
        sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
      >
        {name}
      </Box>
      <Box component="span" sx={{ flex: 'none', fontSize: 12, color: 'ink.secondary' }}>
        {t(on ? 'wouldChange.toOn' : 'wouldChange.toOff')}{' '}
        <Box component="b" sx={{ color: on ? 'status.ok.text' : 'ink.primary' }}>
          {t(on ? 'evaluate.on' : 'evaluate.off')}
        </Box>
      </Box>
    </Box>
  );
};
