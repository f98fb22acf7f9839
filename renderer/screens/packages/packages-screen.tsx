import { Package as PackageIcon, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { ListedPackage } from '../../../shared/contract/packages.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { Page } from '../../components/page.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useNotices } from '../../stores/notices.ts';
import { PackageList } from './package-list.tsx';
import { PackageScreen } from './package-screen.tsx';
import { usePackageWords } from './use-package-words.ts';

/** What the platform sells; one of it, or a new one, by the address. */
export const PackagesScreen = () => {
  const { id } = useParams();
  return id === undefined ? <Packages /> : <PackageScreen key={id} id={id === 'new' ? null : id} />;
};

const Packages = () => {
  const { t } = useTranslation('packages');
  const navigate = useNavigate();
  const create = useGuard({ call: 'packages.create' });
  const packages = useCall('packages.list', {});
  return (
    <>
      <PageHead
        title={t('title')}
        sub={packages.data === undefined ? undefined : t('sub', { count: packages.data.length })}
        actions={
          <GuardedButton
            guard={create}
            variant="contained"
            color="primary"
            icon={<Plus size={14} strokeWidth={1.75} aria-hidden />}
            onClick={() => void navigate('/packages/new')}
          >
            {t('new')}
          </GuardedButton>
        }
      />
      <Page>
        <Panel title={t('list')} padding="none">
          {packages.data !== undefined ? (
            <Sold packages={packages.data} />
          ) : packages.error !== null ? (
            <ErrorState error={packages.error} onRetry={() => void packages.refetch()} />
          ) : (
            <SkeletonRows rows={4} height={49} />
          )}
        </Panel>
      </Page>
    </>
  );
};

/** The ids in order, with this one a place further up or down. */
export function moved<T extends { readonly id: string }>(list: ReadonlyArray<T>, id: string, by: -1 | 1) {
  const ids = list.map((one) => one.id);
  const at = ids.indexOf(id);
  const other = ids[at + by];
  if (at < 0 || other === undefined) return ids;
  return ids.map((one) => (one === id ? other : one === other ? id : one));
}

const Sold = ({ packages }: { readonly packages: ReadonlyArray<ListedPackage> }) => {
  const { t } = useTranslation('packages');
  const words = usePackageWords();
  const reorder = useGuard({ call: 'packages.reorder' });
  const succeed = useNotices((notices) => notices.succeed);
  const change = useChange('packages.reorder', { errors: 'notice' });
  if (packages.length === 0) return <EmptyState icon={PackageIcon} title={t('empty.title')} body={t('empty.body')} />;
  return (
    <PackageList
      packages={packages}
      reorder={reorder}
      onMove={(id, by) => {
        const order = moved(packages, id, by);
        const name = packages.find((one) => one.id === id);
        change.mutate(
          { order },
          {
            onSuccess: () =>
              succeed(
                t('moved', { name: name === undefined ? '' : words.name(name), place: order.indexOf(id as never) + 1 }),
              ),
          },
        );
      }}
    />
  );
};
