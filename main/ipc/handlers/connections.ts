import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import type { FileDialogs } from '../../app/ports.ts';
import { probeConnection } from '../../connections/probe.ts';
import { readProfiles, writeProfiles } from '../../connections/profile-file.ts';
import type { Profiles } from '../../connections/profiles.ts';
import type { LayoutRegistry } from '../../layouts/registry.ts';
import type { Mailer } from '../../mail/mailer.ts';
import type { SecretStore } from '../../secrets/secret-store.ts';
import { dialogTitle } from '../dialog-titles.ts';
import type { AreaHandlers } from '../handler.ts';

interface Parts {
  readonly profiles: Profiles;
  readonly secrets: () => Promise<SecretStore>;
  readonly registry: LayoutRegistry;
  readonly createMailer: (settings: ProfileSettings, password: string | undefined) => Mailer | null;
  readonly dialogs: FileDialogs;
  readonly language: () => 'en' | 'tr';
}

export const createConnectionHandlers = (parts: Parts): AreaHandlers<'connections'> => {
  const { profiles, registry, createMailer, dialogs, language } = parts;
  return {
    'connections.list': async () => ({ profiles: await profiles.list(), keychain: (await parts.secrets()).kind }),
    'connections.save': async (input, { log }) => {
      const before = input.id === null ? null : profiles.find(input.id).settings;
      const saved = await profiles.save(input);
      const told = ({ name, host, port, database, tls, environment }: ProfileSettings) => ({
        name,
        host,
        port,
        database,
        tls,
        environment,
      });
      log.subject({ label: saved.settings.name, id: saved.id });
      if (before !== null) log.before(told(before));
      log.after(told(saved.settings));
      return saved;
    },
    'connections.remove': async ({ id }, { log }) => {
      log.subject({ label: profiles.find(id).settings.name, id });
      await profiles.remove(id);
      return null;
    },
    'connections.test': async (input, { signal }) =>
      probeConnection({
        registry,
        createMailer,
        settings: input.settings,
        secrets: await profiles.secretsOf(input),
        signal,
      }),
    'connections.probe': async ({ id }, { signal }) => {
      const { settings } = profiles.find(id);
      const { database } = await profiles.secretsOf({ id, settings, secrets: {} });
      return registry.probe({ settings, password: database, signal });
    },
    'connections.export': async ({ ids }) => {
      const chosen = ids.map((id) => profiles.find(id).settings);
      const file = await dialogs.saveFile({
        title: dialogTitle('exportProfiles', language()),
        suggestedName: 'tenantry-connections',
        extension: 'json',
      });
      if (file === null) return null;
      await writeProfiles(file, chosen);
      return { file, count: chosen.length };
    },
    'connections.import': async () => {
      const file = await dialogs.openFile({
        title: dialogTitle('importProfiles', language()),
        extension: 'json',
      });
      return file === null ? null : profiles.add(await readProfiles(file));
    },
  };
};
