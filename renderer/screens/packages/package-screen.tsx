import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Ban, ChevronRight, ShoppingCart } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink, useNavigate } from 'react-router';
import type { PackageChoices, PackageDetail } from '../../../shared/contract/packages.ts';
import { AppError } from '../../../shared/errors.ts';
import { Chip } from '../../components/chip.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { ActiveDialog } from './active-dialog.tsx';
import { PackageEditor } from './package-editor.tsx';
import { usePackageWords } from './use-package-words.ts';
import { VersionsPanel } from './versions-panel.tsx';
import { WhoPanel } from './who-panel.tsx';

/** One package, or a new one where there is no id. */
export const PackageScreen = ({ id }: { readonly id: string | null }) => {
  const choices = useCall('packages.choices', {});
  const detail = useCall('packages.get', { id: id ?? '' }, { enabled: id !== null });
  const failed = id === null ? choices : detail.error === null ? choices : detail;
  if (failed.error !== null && (choices.data === undefined || detail.data === undefined)) {
    const error = failed.error.code === 'invalid_input' ? new AppError('not_found', 'package.not_found') : failed.error;
    return <ErrorState error={error} onRetry={() => void failed.refetch()} />;
  }
  if (choices.data === undefined || (id !== null && detail.data === undefined))
    return (
      <Box sx={{ p: '20px' }}>
        <SkeletonRows rows={8} />
      </Box>
    );
  return <Loaded choices={choices.data} detail={id === null ? null : (detail.data ?? null)} />;
};

interface LoadedProps {
  readonly choices: PackageChoices;
  readonly detail: PackageDetail | null;
}

const Loaded = ({ choices, detail }: LoadedProps) => {
  const navigate = useNavigate();
  return (
    <>
      <Head detail={detail} />
      <Box
        sx={(theme) => ({
          flex: 1,
          minHeight: 0,
          px: '20px',
          pb: '12px',
          display: 'grid',
          gap: '12px',
          gridTemplateColumns: detail === null ? 'minmax(0, 820px)' : 'minmax(0, 1fr) 320px',
          [theme.breakpoints.down('md')]: {
            gridTemplateColumns: detail === null ? 'minmax(0, 1fr)' : 'minmax(0, 1fr) 264px',
          },
        })}
      >
        <PackageEditor
          // What somebody else saved begins anew, and what this operator typed against it is gone.
          key={detail?.package.version ?? 0}
          choices={choices}
          sold={detail?.package ?? null}
          onCreated={(created) => void navigate(`/packages/${created}`, { replace: true })}
        />
        {detail !== null && (
          <Box
            tabIndex={0}
            sx={{
              minHeight: 0,
              overflow: 'auto',
              display: 'flex',
              flexDirection: 'column',
              gap: '12px',
              '& > *': { flex: 'none' },
            }}
          >
            <WhoPanel sold={detail.package} />
            <VersionsPanel sold={detail.package} versions={detail.versions} />
          </Box>
        )}
      </Box>
    </>
  );
};

const Head = ({ detail }: { readonly detail: PackageDetail | null }) => {
  const { t } = useTranslation('packages');
  const words = usePackageWords();
  const guard = useGuard({ call: 'packages.setActive' });
  const [asking, setAsking] = useState(false);
  const sold = detail?.package;
  const title = sold === undefined ? t('new') : words.name(sold);
  const Icon = sold?.active === true ? Ban : ShoppingCart;
  return (
    <>
      <PageHead
        title={title}
        crumbs={
          <Box
            component="nav"
            aria-label={t('crumbs')}
            sx={{ display: 'flex', alignItems: 'center', gap: 1.5, fontSize: 12, color: 'ink.tertiary', mb: '4px' }}
          >
            <Link component={RouterLink} to="/packages" color="inherit" underline="hover">
              {t('title')}
            </Link>
            <ChevronRight size={12} strokeWidth={1.75} aria-hidden />
            <span>{title}</span>
          </Box>
        }
        {...(sold === undefined
          ? {}
          : {
              sub: (
                <Chip glyph={sold.active ? 'dot' : 'bars'} tone={sold.active ? 'ok' : 'neutral'}>
                  {t(sold.active ? 'state.active' : 'state.inactive')}
                </Chip>
              ),
              actions: (
                <GuardedButton
                  guard={guard}
                  icon={<Icon size={14} strokeWidth={1.75} aria-hidden />}
                  onClick={() => setAsking(true)}
                >
                  {t(sold.active ? 'active.stop' : 'active.start')}
                </GuardedButton>
              ),
            })}
      />
      {asking && sold !== undefined && <ActiveDialog sold={sold} onClose={() => setAsking(false)} />}
    </>
  );
};
