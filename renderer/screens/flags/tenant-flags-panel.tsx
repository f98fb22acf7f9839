import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TenantFlag, TenantFlags } from '../../../shared/contract/flags.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Mono } from '../../components/mono.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { onLook } from './flag-look.ts';
import { useFlagWords } from './use-flag-words.ts';

/** Every flag, whether this tenant has it, and which rule says so. */
export const TenantFlagsPanel = ({ tenantId }: { readonly tenantId: TenantId }) => {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const { data, error, refetch } = useCall('flags.ofTenant', { id: tenantId });
  const on = data?.flags.filter(({ decision }) => decision.on).length ?? 0;
  return (
    <Panel
      title={t('ofTenant.title')}
      note={
        data === undefined
          ? undefined
          : t('ofTenant.note', { on: format.number(on), of: format.number(data.flags.length) })
      }
      padding="none"
    >
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <SkeletonRows rows={4} />
      ) : data.flags.length === 0 ? (
        <Box sx={{ p: '12px 14px', fontSize: 12, color: 'ink.secondary' }}>{t('ofTenant.none')}</Box>
      ) : (
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {data.flags.map((flag) => (
            <FlagLine key={flag.key} flag={flag} subject={data.subject} />
          ))}
        </Box>
      )}
    </Panel>
  );
};

const FlagLine = ({ flag, subject }: { readonly flag: TenantFlag; readonly subject: TenantFlags['subject'] }) => {
  const { t } = useTranslation('flags');
  const words = useFlagWords();
  const { key, name, rules, decision, state } = flag;
  const { glyph, tone } = onLook(decision.on);
  const cut = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return (
    <Box
      component="li"
      sx={{
        px: '14px',
        py: '6px',
        borderTop: '1px solid',
        borderColor: 'line.subtle',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Mono
          as={Link}
          // The key is the link's text; what it is called is said beside it.
          {...{ to: `/flags/${encodeURIComponent(key)}` }}
          title={name}
          aria-label={t('ofTenant.open', { key })}
          sx={{ ...cut, flex: 1, minWidth: 0, fontWeight: 600, color: 'accent.main', textDecoration: 'none' }}
        >
          {key}
        </Mono>
        <StatusGlyph glyph={glyph} tone={tone} />
        <Box component="span" sx={{ fontSize: 12, fontWeight: 500, flex: 'none' }}>
          {t(decision.on ? 'evaluate.on' : 'evaluate.off')}
        </Box>
      </Box>
      <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
        {words.why({ rules, subject, decision, stopped: state === 'stopped' })}
      </Box>
    </Box>
  );
};
