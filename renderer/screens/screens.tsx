import { type ComponentType, Suspense, use } from 'react';

export interface LazyScreen {
  readonly Screen: ComponentType;
  /** Fetches its code before it is needed. Never throws: whoever opens the screen is told. */
  prepare(): void;
}

/** A screen whose code comes with its first use, and is drawn without another turn once it is there. */
function lazily(load: () => Promise<ComponentType>): LazyScreen {
  let loaded: ComponentType | undefined;
  let loading: Promise<ComponentType> | undefined;
  const fetched = (): Promise<ComponentType> => {
    loading ??= load().then(
      (component) => {
        loaded = component;
        return component;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  const Fetched = () => {
    const Screen = loaded ?? use(fetched());
    return <Screen />;
  };
  return {
    Screen: () => (
      <Suspense fallback={null}>
        <Fetched />
      </Suspense>
    ),
    prepare: () => void fetched().catch(() => undefined),
  };
}

/** Every screen is its own chunk: the window paints its frame before a screen's code has arrived. */
export const screens = {
  tenants: lazily(async () => (await import('./tenants/tenants-screen.tsx')).TenantsScreen),
  tenant: lazily(async () => (await import('./tenants/tenant-screen.tsx')).TenantScreen),
  registrations: lazily(async () => (await import('./registrations/registrations-screen.tsx')).RegistrationsScreen),
  attention: lazily(async () => (await import('./attention/attention-screen.tsx')).AttentionScreen),
  packages: lazily(async () => (await import('./packages/packages-screen.tsx')).PackagesScreen),
  subscriptions: lazily(async () => (await import('./subscriptions/subscriptions-screen.tsx')).SubscriptionsScreen),
  operations: lazily(async () => (await import('./operations/operations-screen.tsx')).OperationsScreen),
  modules: lazily(async () => (await import('./modules/modules-screen.tsx')).ModulesScreen),
  backups: lazily(async () => (await import('./archives/backups-screen.tsx')).BackupsScreen),
  domains: lazily(async () => (await import('./domains/domains-screen.tsx')).DomainsScreen),
  log: lazily(async () => (await import('./log/log-screen.tsx')).LogScreen),
  operators: lazily(async () => (await import('./operators/operators-screen.tsx')).OperatorsScreen),
  users: lazily(async () => (await import('./users/users-screen.tsx')).UsersScreen),
  flags: lazily(async () => (await import('./flags/flags-screen.tsx')).FlagsScreen),
  settings: lazily(async () => (await import('./settings/settings-screen.tsx')).SettingsScreen),
  platform: lazily(async () => (await import('./platform/platform-screen.tsx')).PlatformScreen),
} as const;
