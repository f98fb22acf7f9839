import type { Reachability } from '../../shared/contract/session.ts';
import type { ProfileId, TenantId } from '../../shared/domain/ids.ts';
import type { OperationView } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import { createCopyOperations } from '../archives/copy-operations.ts';
import { type Attention, createAttention } from '../attention/attention.ts';
import type { Clock } from '../clock.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { LayoutRegistry } from '../layouts/registry.ts';
import type { ProfileStore, StoredProfile } from '../local/profile-store.ts';
import type { Mailer } from '../mail/mailer.ts';
import { createEngine, type Engine } from '../operations/engine.ts';
import type { ConsoleIdentity } from '../operations/journal.ts';
import { profileSecretKey, type SecretStore } from '../secrets/secret-store.ts';
import { createRegistrationOperations, type RegistrationOperations } from '../tenants/registration-operations.ts';
import { createTenantPasswords } from '../tenants/tenant-passwords.ts';
import { createWelcomeSender } from '../tenants/welcome.ts';
import { operationDefinitions } from './operation-definitions.ts';
import { type ReachabilityWatch, watchReachability } from './reachability.ts';

/** A platform that a session works on, and all that lives as long as it is open. */
export interface OpenPlatform {
  readonly profile: StoredProfile;
  readonly layout: PlatformLayout;
  readonly engine: Engine;
  readonly registrationOperations: RegistrationOperations;
  readonly reachability: ReachabilityWatch;
  readonly attention: Attention;
  /** Null where the profile has no mail server. */
  readonly mailer: Mailer | null;
  close(): Promise<void>;
}

export interface PlatformOpener {
  readonly profiles: ProfileStore;
  readonly secrets: () => Promise<SecretStore>;
  readonly registry: LayoutRegistry;
  readonly createMailer: (settings: StoredProfile['settings'], password: string | undefined) => Mailer | null;
  readonly identity: ConsoleIdentity;
  readonly clock: Clock;
  readonly onOperation: (view: OperationView) => void;
  readonly onArchives: (tenantId: TenantId) => void;
  readonly onFindings: (findings: number) => void;
  readonly onReachability: (reachability: Reachability) => void;
}

export async function openPlatform(parts: PlatformOpener, profileId: ProfileId): Promise<OpenPlatform> {
  const { profiles, registry, clock } = parts;
  const profile = profiles.find(profileId);
  if (profile === undefined) throw new AppError('not_found', 'connection.not_found');
  const secrets = await parts.secrets();
  const [password, smtpPassword] = await Promise.all([
    secrets.get(profileSecretKey(profileId, 'database')),
    secrets.get(profileSecretKey(profileId, 'smtp')),
  ]);
  const { settings } = profile;
  const layout = await registry.open({ settings, password });
  const mailer = parts.createMailer(settings, smtpPassword);
  const verifierOf = (plain: string): Promise<string> => registry.passwordVerifier(settings.layout, plain);
  const { systemIdentifier } = layout.server;
  const engine = createEngine({
    journal: layout.journal,
    definitions: operationDefinitions({
      layout,
      identity: parts.identity,
      passwords: createTenantPasswords({ secrets, systemIdentifier, verifierOf }),
      sendWelcome: createWelcomeSender(mailer),
      verifierOf,
      clock,
      onArchives: parts.onArchives,
    }),
    console: parts.identity,
    clock,
    onChange: parts.onOperation,
  });
  const reachability = watchReachability({ layout, clock, onChecked: parts.onReachability });
  const attention = createAttention({
    ...{ layout, engine, clock },
    dropCopy: (ask, by) => createCopyOperations({ layout, engine }).drop(ask, by),
    onChange: parts.onFindings,
  });
  return {
    profile,
    layout,
    engine,
    registrationOperations: createRegistrationOperations({ layout, engine, settings }),
    reachability,
    attention,
    mailer,
    async close() {
      attention.stop();
      reachability.stop();
      await engine.close();
      mailer?.close();
      await layout.close();
    },
  };
}
