import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { CloudOff, Lock, RotateCw, UserPlus, Wifi } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useMatch } from 'react-router';
import { useFormat } from '../i18n/use-format.ts';
import { useDialogs } from '../stores/dialogs.ts';
import { useReachability } from '../stores/reachability.ts';
import { useSession } from '../stores/session.ts';
import { layout } from '../theme/tokens.ts';

/** How long "online again" is said. */
const backShownFor = 5_000;

interface StripProps {
  readonly tone: 'warn' | 'ok' | 'info';
  readonly icon: ReactNode;
  readonly title: string;
  readonly body?: string;
  readonly action?: ReactNode;
}

const Strip = ({ tone, icon, title, body, action }: StripProps) => (
  <Box
    role={tone === 'warn' ? 'alert' : 'status'}
    sx={{
      display: 'flex',
      alignItems: 'center',
      gap: 2.5,
      flex: 'none',
      minHeight: layout.banner,
      px: '20px',
      py: '6px',
      borderBottom: '1px solid',
      borderColor: `status.${tone}.line`,
      bgcolor: `status.${tone}.tint`,
      color: `status.${tone}.text`,
      fontSize: 13,
    }}
  >
    {icon}
    <Box sx={{ flex: 1, minWidth: 0 }}>
      <b style={{ fontWeight: 600 }}>{title}</b>
      {body !== undefined && <span style={{ marginLeft: 12 }}>{body}</span>}
    </Box>
    {action}
  </Box>
);

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** True for some seconds after the connection has come back. */
function useBackOnline(): string | null {
  const state = useReachability((mirror) => mirror.state);
  const online = state?.online ?? null;
  const was = useRef(online);
  const [since, setSince] = useState<string | null>(null);
  useEffect(() => {
    const returned = was.current === false && online === true;
    was.current = online;
    if (!returned) return undefined;
    setSince(new Date().toISOString());
    const timer = setTimeout(() => setSince(null), backShownFor);
    return () => clearTimeout(timer);
  }, [online]);
  return since;
}

/** The state of the whole app, one thing at a time: offline, no operators yet, read-only. */
export const Banner = () => {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const queries = useQueryClient();
  const unlock = useDialogs((dialogs) => dialogs.openUnlockWrites);
  const session = useSession(({ state }) => state);
  const reachability = useReachability((mirror) => mirror.state);
  const back = useBackOnline();
  const onSchema = useMatch('/platform') !== null;
  if (session === null || session.phase === 'signed_out') return null;
  if (reachability?.online === false)
    return (
      <Strip
        tone="warn"
        icon={<CloudOff {...icon} />}
        title={t('banner.offlineTitle', { time: format.time(reachability.since) })}
        body={t('banner.offlineBody')}
        action={
          <Button
            size="small"
            startIcon={<RotateCw size={13} strokeWidth={1.75} aria-hidden />}
            onClick={() => void queries.refetchQueries({ queryKey: ['session.ping'] })}
          >
            {t('banner.tryNow')}
          </Button>
        }
      />
    );
  if (back !== null)
    return <Strip tone="ok" icon={<Wifi {...icon} />} title={t('banner.backOnline', { time: format.time(back) })} />;
  if (session.phase === 'bootstrap')
    return (
      <Strip
        tone="info"
        icon={<UserPlus {...icon} />}
        title={t('banner.bootstrapTitle')}
        body={t(session.platform.capabilities.bookkeeping ? 'banner.bootstrapNext' : 'banner.bootstrapBody')}
        action={
          onSchema ? undefined : (
            <Button size="small" component={Link} to="/platform">
              {t('banner.schema')}
            </Button>
          )
        }
      />
    );
  // A role that only reads is in its normal state: the status bar says it, and nobody needs to act.
  if (session.writes.mode === 'read_only' && session.writes.because !== 'role')
    return (
      <Strip
        tone="warn"
        icon={<Lock {...icon} />}
        title={t('banner.readOnlyTitle')}
        body={t(`banner.${session.writes.because}`)}
        action={
          session.writes.because === 'no_bookkeeping' ? (
            !onSchema && (
              <Button size="small" component={Link} to="/platform">
                {t('banner.schema')}
              </Button>
            )
          ) : (
            <Button size="small" onClick={unlock}>
              {t('banner.unlock')}
            </Button>
          )
        }
      />
    );
  return null;
};
