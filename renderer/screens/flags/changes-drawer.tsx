import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlagPackageChoice } from '../../../shared/contract/flags.ts';
import type { FeatureFlag, FlagEvent } from '../../../shared/domain/flags.ts';
import { Drawer } from '../../components/drawer.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Mono } from '../../components/mono.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { differences, rulesOf } from './draft.ts';
import { useFlagWords } from './use-flag-words.ts';

interface ChangesDrawerProps {
  /** The flag that is open; without one, the changes of all are shown. */
  readonly flagKey: string | undefined;
  onClose(): void;
}

/** Who changed what, and why. */
export const ChangesDrawer = ({ flagKey, onClose }: ChangesDrawerProps) => {
  const { t } = useTranslation('flags');
  const [of, setOf] = useState<'this' | 'all'>(flagKey === undefined ? 'all' : 'this');
  const key = of === 'this' ? (flagKey ?? null) : null;
  const { data, error, refetch } = useCall('flags.history', { key });
  return (
    <Drawer
      open
      label={t('changes.title')}
      head={
        <>
          <Typography variant="h2">{t('changes.title')}</Typography>
          {key !== null && <Mono sx={{ color: 'ink.secondary' }}>{key}</Mono>}
        </>
      }
      onClose={onClose}
    >
      {flagKey !== undefined && (
        <Box sx={{ px: '18px', py: '10px' }}>
          <Segmented
            label={t('changes.choice')}
            value={of}
            options={[
              { value: 'this', label: t('changes.this') },
              { value: 'all', label: t('changes.all') },
            ]}
            onChange={setOf}
          />
        </Box>
      )}
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <SkeletonRows rows={6} />
      ) : data.length === 0 ? (
        <Box sx={{ px: '18px', py: '12px', fontSize: 12, color: 'ink.secondary' }}>{t('changes.none')}</Box>
      ) : (
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {data.map((event, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: newest first and never reordered
            <ChangeRow key={at} event={event} named={key === null} />
          ))}
        </Box>
      )}
    </Drawer>
  );
};

const aboutKeys = ['name', 'description', 'owner', 'expiresOn'] as const;

const packagesOf = (event: FlagEvent): ReadonlyArray<Pick<FlagPackageChoice, 'id' | 'name'>> =>
  [event.before?.requiresPackage, event.after?.requiresPackage].filter((one) => one !== null && one !== undefined);

const ChangeRow = ({ event, named }: { readonly event: FlagEvent; readonly named: boolean }) => {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const words = useFlagWords();
  const { action, listing, before, after, reason } = event;
  const packages = packagesOf(event);
  const told = (from: FeatureFlag, to: FeatureFlag): ReadonlyArray<string> => [
    ...differences(rulesOf(from), rulesOf(to)).map((one) =>
      words.change(one, (id) => packages.find((sold) => sold.id === id)?.name ?? t('change.anyPackage')),
    ),
    ...(aboutKeys.some((name) => from[name] !== to[name]) ? [t('change.about')] : []),
  ];
  const what = before === null || after === null ? [] : told(before, after);
  const title =
    listing === null
      ? action === 'listed'
        ? ''
        : t(`changes.action.${action}`)
      : t('changes.action.listed', {
          tenant: listing.tenantName ?? t('unknownTenant'),
          from: t(`changes.list.${listing.from}`),
          to: t(`changes.list.${listing.to}`),
        });
  return (
    <Box
      component="li"
      sx={{ px: '18px', py: '10px', borderTop: '1px solid', borderColor: 'line.subtle', fontSize: 13 }}
    >
      {named && <Mono sx={{ fontWeight: 600 }}>{event.key}</Mono>}
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline' }}>
        <Box component="span" sx={{ flex: 1, fontWeight: 500, overflowWrap: 'anywhere' }}>
          {title}
        </Box>
        <Box component="span" className="n" sx={{ flex: 'none', fontSize: 12, color: 'ink.secondary' }}>
          {format.moment(event.at)}
        </Box>
      </Box>
      {action === 'changed' && (
        <Box sx={{ fontSize: 12, lineHeight: '18px' }}>{what.length === 0 ? t('change.nothing') : what.join(', ')}</Box>
      )}
      <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary', overflowWrap: 'anywhere' }}>
        {t('changes.by', { who: event.by })}
        {reason !== null && <>. {reason}</>}
      </Box>
    </Box>
  );
};
