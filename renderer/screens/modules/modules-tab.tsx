import Box from '@mui/material/Box';
import { Boxes } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantModule, TenantModules } from '../../../shared/contract/modules.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { DataFooter } from '../../components/data-footer.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { InlineError } from '../../components/inline-error.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useTenantBusy } from '../archives/tenant-busy.ts';
import { SetupNote } from '../setup/setup-note.tsx';
import { ActivateDialog } from './activate-dialog.tsx';
import { DeactivateDialog } from './deactivate-dialog.tsx';
import { useModuleColumns } from './module-columns.tsx';
import { countOf, type ModuleAct, type ModuleFilter, moduleFilters, shownModules } from './module-facts.ts';
import { ModulePanel } from './module-panel.tsx';
import { PurgeDialog } from './purge-dialog.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';

/** What one tenant may use, what its database has of it, and what to do where the two differ. */
export const ModulesTab = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { data, error, refetch } = useCall('modules.ofTenant', { id: tenant.id }, { staleTime: 0 });
  if (data === undefined)
    return error === null ? (
      <Skeletons>
        <SkeletonRows rows={9} />
      </Skeletons>
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    );
  return <Loaded tenant={tenant} data={data} />;
};

interface Asked {
  readonly act: ModuleAct;
  readonly code: string;
}

const Loaded = ({ tenant, data }: { readonly tenant: TenantDetail; readonly data: TenantModules }) => {
  const { t } = useTranslation(['modules', 'status']);
  const [filter, setFilter] = useState<ModuleFilter>('all');
  const [search, setSearch] = useState('');
  const [currentCode, setCurrent] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const busy = useTenantBusy(tenant).toChange;
  const guard = useGuard({ call: 'modules.activate', ...busy });
  const purgeGuard = useGuard({ call: 'modules.purge', ...busy });
  const shown = shownModules(data.modules, { filter, search });
  const current = data.modules.find(({ code }) => code === currentCode);
  const ask = (act: ModuleAct, { code }: TenantModule): void => setAsked({ act, code });
  const columns = useModuleColumns({ packageName: data.packageName, read: data.problem === null, guard, onAct: ask });
  const labels: Readonly<Record<ModuleFilter, string>> = {
    all: t('modules:all'),
    behind: t('status:module.behind'),
    not_activated: t('status:module.not_activated'),
    outside: t('status:module.outside'),
  };
  const sold = data.modules.filter(({ isCore, place }) => isCore || place === 'included').length;
  const active = data.modules.filter(({ origin }) => origin !== null).length;
  return (
    <Box sx={{ display: 'flex', gap: '12px', height: '100%', minHeight: 320, position: 'relative' }}>
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', gap: '10px', minHeight: 0 }}>
        <Notes tenant={tenant} data={data} />
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
          <SearchField label={t('modules:search')} value={search} onChange={setSearch} width={190} />
          <Segmented<ModuleFilter>
            label={t('modules:filter')}
            value={filter}
            onChange={setFilter}
            options={moduleFilters.map((value) => ({
              value,
              label: (
                <>
                  {labels[value]}{' '}
                  <Count of={countOf(data.modules, value)} warn={value === 'behind' || value === 'outside'} />
                </>
              ),
            }))}
          />
        </Box>
        <DataTable<TenantModule, string>
          label={t('modules:title')}
          rows={shown}
          columns={columns}
          rowId={({ code }) => code}
          loading={false}
          currentId={current?.code ?? null}
          // What the panel tells makes room for it.
          hiddenColumns={current === undefined ? [] : ['bundle']}
          onOpen={({ code }) => setCurrent(code)}
          empty={<EmptyState icon={Boxes} title={t('modules:none')} body={t('modules:noneBody')} />}
          footer={
            <DataFooter
              summary={
                <>
                  {t('modules:summary', { inPackage: sold, active, count: data.modules.length })}
                  {data.livesByPackage && (
                    <Box component="span" sx={{ ml: 3, color: 'ink.tertiary' }}>
                      {t('modules:byPackage')}
                    </Box>
                  )}
                </>
              }
            />
          }
        />
      </Box>
      {current !== undefined && (
        <ModulePanel
          module={current}
          tenant={data}
          guard={guard}
          purgeGuard={purgeGuard}
          onAct={(act) => ask(act, current)}
          onClose={() => setCurrent(null)}
        />
      )}
      {asked !== null && <AskedDialog {...{ tenant, data, asked, guard, purgeGuard, onAsk: setAsked }} />}
    </Box>
  );
};

const Count = ({ of, warn }: { readonly of: number; readonly warn: boolean }) => (
  <Box
    component="span"
    className="n"
    sx={{ fontWeight: warn && of > 0 ? 600 : 400, color: warn && of > 0 ? 'status.warn.text' : 'ink.tertiary' }}
  >
    {of}
  </Box>
);

/** Why it may use nothing, or why nothing is known of its database. */
const Notes = ({ tenant, data }: { readonly tenant: TenantDetail; readonly data: TenantModules }) => {
  const { t } = useTranslation('modules');
  return (
    <>
      {data.standing === 'none' &&
        (tenant.lifecycle === 'active' ? (
          <SetupNote tenant={tenant} />
        ) : (
          <InlineMessage tone="info" title={t('setupOpen')} body={t('setupOpenBody')} />
        ))}
      {data.standing === 'ended' && <InlineMessage tone="warn" title={t('ended')} body={t('endedBody')} />}
      <InlineError error={data.problem} />
    </>
  );
};

interface AskedDialogProps {
  readonly tenant: TenantDetail;
  readonly data: TenantModules;
  readonly asked: Asked;
  readonly guard: ReturnType<typeof useGuard>;
  readonly purgeGuard: ReturnType<typeof useGuard>;
  onAsk(asked: Asked | null): void;
}

const AskedDialog = ({ tenant, data, asked: { act, code }, guard, purgeGuard, onAsk }: AskedDialogProps) => {
  const module = data.modules.find((one) => one.code === code);
  const close = (): void => onAsk(null);
  if (module === undefined) return null;
  switch (act) {
    case 'activate':
      return <ActivateDialog tenant={tenant} module={module} onClose={close} />;
    case 'deactivate':
      return <DeactivateDialog tenant={tenant} module={module} onClose={close} />;
    case 'purge':
      return <PurgeDialog tenant={tenant} module={module} onClose={close} />;
    default:
      return (
        <ResolveDialog
          tenantId={tenant.id}
          module={module}
          packageName={data.packageName}
          guard={guard}
          purgeGuard={purgeGuard}
          onAct={(next) => onAsk({ act: next, code })}
          onClose={close}
        />
      );
  }
};
