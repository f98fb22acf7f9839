import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifecycleInfo } from '../../../shared/contract/lifecycle.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { Chip } from '../../components/chip.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useFrame } from '../../stores/frame.ts';
import { usePlatform } from '../../stores/session.ts';
import { CertificateButtons } from './certificate-buttons.tsx';
import { CertificateDialog } from './certificate-dialog.tsx';
import { daysBetween, shortGraceDays } from './grace.ts';
import { LifeEvents } from './life-events.tsx';
import { Redirects } from './redirects.tsx';
import { useToday } from './use-today.ts';

/** Where the tenant stands in its life, how it came there, its old addresses, and what a deletion left. */
export const LifecyclePanel = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation('lifecycle');
  const kept = usePlatform()?.capabilities.bookkeeping === true;
  const { data, error, refetch } = useCall('lifecycle.get', { id: tenant.id }, { enabled: kept });
  if (!kept) return null;
  return (
    <Panel title={t('title')} padding="none">
      {data !== undefined ? (
        <>
          <Standing tenant={tenant} life={data} />
          {data.certificate !== null && <CertificateLine tenant={tenant} certificate={data.certificate} />}
          <LifeEvents events={data.events} />
          {data.redirects.length > 0 && <Redirects tenantId={tenant.id} redirects={data.redirects} />}
        </>
      ) : error === null ? (
        <SkeletonRows rows={2} />
      ) : (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
    </Panel>
  );
};

const line = { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 2, px: '14px', py: '10px' } as const;

const Standing = ({ tenant, life }: { readonly tenant: TenantDetail; readonly life: LifecycleInfo }) => {
  const { t } = useTranslation('lifecycle');
  const format = useFormat();
  const today = useToday();
  const openDrawer = useFrame((frame) => frame.openDrawer);
  const { lifecycle, deleteAfter } = life;
  const left = deleteAfter === null ? null : daysBetween(today, deleteAfter);
  const scheduled = lifecycle === 'deletion_scheduled' && left !== null && deleteAfter !== null;
  const words =
    lifecycle !== 'deletion_scheduled'
      ? t(`state.${lifecycle}`)
      : scheduled && left > 0
        ? t('state.deletion_scheduled', { date: format.day(deleteAfter) })
        : t('state.scheduledNow');
  return (
    <Box sx={line}>
      <Box sx={{ flex: 1, minWidth: 0 }}>{words}</Box>
      {scheduled && (
        <Chip glyph="clock" tone={left < shortGraceDays ? 'warn' : 'neutral'}>
          {left > 0 ? t('grace.left', { count: left }) : t('grace.passed')}
        </Chip>
      )}
      {lifecycle === 'deleting' && tenant.unendedOperation !== null && (
        <Button size="small" onClick={() => openDrawer(tenant.unendedOperation)}>
          {t('watch')}
        </Button>
      )}
    </Box>
  );
};

const CertificateLine = ({
  tenant,
  certificate,
}: {
  readonly tenant: TenantDetail;
  readonly certificate: NonNullable<LifecycleInfo['certificate']>;
}) => {
  const { t } = useTranslation('lifecycle');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  return (
    <Box sx={{ ...line, borderTop: '1px solid', borderColor: 'line.subtle' }}>
      <Box sx={{ flex: 1, minWidth: 180 }}>
        <Box sx={{ fontWeight: 500 }}>{t('certificate.title')}</Box>
        <Box sx={{ fontSize: 12, color: 'ink.secondary' }}>
          {t('certificate.line', { when: format.dateTime(certificate.finishedAt), who: certificate.startedBy })}
        </Box>
      </Box>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('certificate.view')}
      </Button>
      <CertificateButtons id={tenant.id} small />
      {open && <CertificateDialog id={tenant.id} certificate={certificate} onClose={() => setOpen(false)} />}
    </Box>
  );
};
