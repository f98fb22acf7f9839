import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { hostname, platform, release, userInfo } from 'node:os';
import { join } from 'node:path';
import type { ProfileSettings } from '../shared/domain/connection-profile.ts';
import type { ConsoleId, ProfileId } from '../shared/domain/ids.ts';
import { createPasswordHasher } from './access/password-hash.ts';
import { createSession } from './access/session.ts';
import type { Compose } from './app/ports.ts';
import { archiveRow } from './archives/archive-row.ts';
import { systemClock } from './clock.ts';
import { openPlatform } from './connections/open-platform.ts';
import { createOperationListener } from './connections/operation-listener.ts';
import { createProfiles } from './connections/profiles.ts';
import { createBroadcast } from './ipc/broadcast.ts';
import { createDispatcher } from './ipc/dispatch.ts';
import { createArchiveHandlers } from './ipc/handlers/archives.ts';
import { createAttentionHandlers } from './ipc/handlers/attention.ts';
import { createConnectionHandlers } from './ipc/handlers/connections.ts';
import { createCopyHandlers } from './ipc/handlers/copies.ts';
import { createDomainHandlers } from './ipc/handlers/domains.ts';
import { createFlagHandlers } from './ipc/handlers/flags.ts';
import { createLifecycleHandlers } from './ipc/handlers/lifecycle.ts';
import { createLogHandlers } from './ipc/handlers/log.ts';
import { createModuleHandlers } from './ipc/handlers/modules.ts';
import { createOperationHandlers } from './ipc/handlers/operations.ts';
import { createOperatorHandlers } from './ipc/handlers/operators.ts';
import { createPackageHandlers } from './ipc/handlers/packages.ts';
import { createPlatformHandlers } from './ipc/handlers/platform.ts';
import { createRegistrationHandlers } from './ipc/handlers/registrations.ts';
import { createSessionHandlers } from './ipc/handlers/session.ts';
import { createSettingsHandlers } from './ipc/handlers/settings.ts';
import { createSetupHandlers } from './ipc/handlers/setup.ts';
import { createSubscriptionHandlers } from './ipc/handlers/subscriptions.ts';
import { createTenantSettingsHandlers } from './ipc/handlers/tenant-settings.ts';
import { createTenantHandlers } from './ipc/handlers/tenants.ts';
import { createUserHandlers } from './ipc/handlers/users.ts';
import { layoutRegistry, prepareLayout } from './layouts/registry.ts';
import { createChosenFolders } from './local/chosen-folders.ts';
import { openConsoleFile } from './local/console-file.ts';
import { createLastFolder } from './local/last-folder.ts';
import { openOperationLogOrRefuse } from './local/open-log.ts';
import { createProfileStore } from './local/profile-store.ts';
import { createSettingsStore } from './local/settings-store.ts';
import { createViewStore } from './local/view-store.ts';
import { openAppLog } from './log/app-log.ts';
import { createMailer as mailerFor } from './mail/mailer.ts';
import { openSecretStore } from './secrets/keychain.ts';
import type { SecretStore } from './secrets/secret-store.ts';

const systemLanguage = (): 'en' | 'tr' =>
  Intl.DateTimeFormat().resolvedOptions().locale.startsWith('tr') ? 'tr' : 'en';

/** Everything behind the one door, made from plain constructors, from top to bottom. */
export const compose: Compose = async ({ userData, appVersion, shell, dialogs }) => {
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  const clock = systemClock();
  const broadcast = createBroadcast();
  const appLog = openAppLog(join(userData, 'logs'));
  appLog.write({ event: 'started', version: appVersion, shell });

  const consoleFile = openConsoleFile(join(userData, 'console.db'), clock.now());
  if (consoleFile.quarantined !== null) appLog.write({ event: 'quarantined', file: 'console' });
  const settings = createSettingsStore(consoleFile.db, systemLanguage());
  const profileStore = createProfileStore(consoleFile.db);
  const views = createViewStore(consoleFile.db);
  const machine = hostname();
  const operationLog = openOperationLogOrRefuse({
    path: join(userData, 'oplog.db'),
    clock,
    origin: { machine, osUser: userInfo().username, appVersion },
    onAppended: (seq) => broadcast.publish('log.appended', { seq }),
  });
  if (operationLog.quarantined !== null) appLog.write({ event: 'quarantined', file: 'oplog' });

  // Asked for with the first profile that is shown: the keychain may ask the operator something.
  let secretStore: Promise<SecretStore> | undefined;
  const secrets = (): Promise<SecretStore> => {
    secretStore ??= openSecretStore();
    return secretStore;
  };
  const createMailer = ({ smtp }: ProfileSettings, password: string | undefined) =>
    smtp === null ? null : mailerFor(smtp, password);
  const hasher = createPasswordHasher();
  // While the window is still coming up: what its first screen asks for, and the sign-in after it. What fails here fails
  // again, and is told, where it is needed.
  const known = profileStore.list();
  for (const { settings: shown } of known) prepareLayout(shown.layout);
  if (known.length > 0) {
    secrets().catch(() => undefined);
    hasher.prepare().catch(() => undefined);
  }

  const identity = { id: randomUUID() as string as ConsoleId, machine, appVersion };
  const session = createSession({
    clock,
    hasher,
    autoLockMinutes: () => settings.get().autoLockMinutes,
    onChange: (state) => broadcast.publish('session.changed', state),
    async openPlatform(profileId: ProfileId) {
      const opened = await openPlatform(
        {
          profiles: profileStore,
          secrets,
          registry: layoutRegistry,
          createMailer,
          identity,
          clock,
          onOperation: createOperationListener({ broadcast, operationLog, actor: () => session.actor() }),
          onArchives: (tenantId) => broadcast.publish('archives.changed', { tenantId }),
          onFindings: (findings) => broadcast.publish('attention.changed', { findings }),
          onReachability: (reachability) => {
            broadcast.publish('platform.reachability', reachability);
            // Another super admin may have changed this operator's role, or disabled them.
            if (reachability.online) void session.reverify().catch(() => undefined);
          },
        },
        profileId,
      );
      profileStore.markOpened(profileId, clock.now());
      profileStore.rememberServer(profileId, opened.layout.server.systemIdentifier);
      return opened;
    },
  });
  const profiles = createProfiles({
    store: profileStore,
    secrets,
    inUse: () => (session.current().phase === 'signed_out' ? undefined : session.platform().profile.id),
  });

  const folders = createChosenFolders(createLastFolder(consoleFile.db));
  const today = (): string => clock.now().toLocaleDateString('sv');
  const language = () => settings.get().language;
  const dispatch = createDispatcher({
    handlers: {
      ...createSessionHandlers({ session }),
      ...createConnectionHandlers({ profiles, secrets, registry: layoutRegistry, createMailer, dialogs, language }),
      ...createPlatformHandlers({ session }),
      ...createRegistrationHandlers({ session, hasher, broadcast }),
      ...createOperationHandlers({ session }),
      ...createTenantHandlers({ session, operationLog, secrets, dialogs, broadcast, today, clock }),
      ...createUserHandlers({ session, broadcast, clock }),
      ...createLifecycleHandlers({
        ...{ session, dialogs, broadcast, clock },
        fileState: async (archive) => (await archiveRow(archive, machine)).file,
      }),
      ...createArchiveHandlers({
        ...{ session, dialogs, broadcast, machine, clock, folders },
      }),
      ...createModuleHandlers({ session, broadcast, machine, clock, folders }),
      ...createDomainHandlers({ session, broadcast }),
      ...createAttentionHandlers({ session, attention: () => session.platform().attention }),
      ...createFlagHandlers({ session, broadcast }),
      ...createCopyHandlers({ session, broadcast }),
      ...createSetupHandlers({ session, broadcast, clock }),
      ...createPackageHandlers({ session, broadcast }),
      ...createSubscriptionHandlers({ session, broadcast, clock }),
      ...createTenantSettingsHandlers({ session, broadcast, clock }),
      ...createLogHandlers({ operationLog, dialogs, today }),
      ...createOperatorHandlers({ session, hasher }),
      ...createSettingsHandlers({
        settings,
        views,
        info: async () => ({
          version: appVersion,
          shell,
          platform: `${platform()} ${release()}`,
          dataFolder: userData,
          keychain: (await secrets()).kind,
          quarantinedLog: operationLog.quarantined,
        }),
      }),
    },
    session,
    operationLog,
    appLog,
    clock,
    onError: (error) => {
      if (session.actor() !== undefined) session.platform().reachability.suspect(error);
    },
  });

  return {
    dispatch,
    events: broadcast.events,
    async close() {
      await session.signOut();
      operationLog.close();
      consoleFile.db.close();
      await appLog.close();
    },
  };
};
