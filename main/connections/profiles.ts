import { randomUUID, X509Certificate } from 'node:crypto';
import type { ProfileView } from '../../shared/contract/connections.ts';
import type { ProfileSettings, SecretName } from '../../shared/domain/connection-profile.ts';
import type { ProfileId } from '../../shared/domain/ids.ts';
import { servedLayouts } from '../../shared/domain/platform.ts';
import { AppError } from '../../shared/errors.ts';
import type { ProfileStore, StoredProfile } from '../local/profile-store.ts';
import { profileSecretKey, type SecretStore } from '../secrets/secret-store.ts';
import { isForSameServer } from './secret-binding.ts';

/** `undefined` keeps the stored secret, an empty string forgets it. */
export type TypedSecrets = Readonly<Partial<Record<SecretName, string | undefined>>>;
const secretNames: ReadonlyArray<SecretName> = ['database', 'smtp'];

export interface ProfileDraft {
  readonly id: ProfileId | null;
  readonly settings: ProfileSettings;
  readonly secrets: TypedSecrets;
}

export interface Profiles {
  list(): Promise<ReadonlyArray<ProfileView>>;
  find(id: ProfileId): StoredProfile;
  save(draft: ProfileDraft): Promise<ProfileView>;
  remove(id: ProfileId): Promise<void>;
  /** The secrets that a draft would be opened with. */
  secretsOf(draft: ProfileDraft): Promise<Readonly<Record<SecretName, string | undefined>>>;
  /** Adds profiles without secrets under names that are free; says how many had to be renamed. */
  add(all: ReadonlyArray<ProfileSettings>): Promise<{ imported: ReadonlyArray<ProfileView>; renamed: number }>;
}

function requireCertificate(pem: string): void {
  if (pem.trim() === '') return;
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  try {
    if (certificates.length === 0) throw new Error('no certificate');
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch {
    throw new AppError('invalid_input', 'connection.ca_invalid', { field: 'settings.caCertificate' });
  }
}

export function createProfiles(parts: {
  store: ProfileStore;
  secrets: () => Promise<SecretStore>;
  /** The profile that a session works on now. */
  inUse: () => ProfileId | undefined;
}): Profiles {
  const { store } = parts;
  const find = (id: ProfileId): StoredProfile => {
    const profile = store.find(id);
    if (profile === undefined) throw new AppError('not_found', 'connection.not_found');
    return profile;
  };

  async function view({ id, settings, lastOpenedAt }: StoredProfile): Promise<ProfileView> {
    const keychain = await parts.secrets();
    const kept = await Promise.all(secretNames.map((name) => keychain.get(profileSecretKey(id, name))));
    return {
      id,
      settings,
      secrets: secretNames.filter((_, index) => kept[index] !== undefined),
      served: servedLayouts.includes(settings.layout),
      lastOpenedAt,
    };
  }

  function requireFreeName(name: string, id: ProfileId | null): void {
    const other = store.findByName(name);
    if (other !== undefined && other.id !== id)
      throw new AppError('conflict', 'connection.name_taken', {
        field: 'settings.name',
        params: { name: other.settings.name },
      });
  }

  /** A name that nobody has yet: "Live", "Live (2)", "Live (3)". */
  function freeName(wanted: string): string {
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? wanted : `${wanted.slice(0, 70)} (${number})`;
      if (store.findByName(name) === undefined) return name;
    }
  }

  return {
    list: async () => Promise.all(store.list().map(view)),
    find,
    async save({ id, settings, secrets }) {
      const before = id === null ? undefined : find(id);
      requireFreeName(settings.name, id);
      requireCertificate(settings.caCertificate);
      const saved = { id: id ?? (randomUUID() as string as ProfileId), settings };
      const keychain = await parts.secrets();
      for (const name of secretNames) {
        const key = profileSecretKey(saved.id, name);
        const typed = secrets[name];
        const keep = before === undefined || isForSameServer(name, before.settings, settings);
        if (typed === '' || (typed === undefined && !keep)) await keychain.delete(key);
        else if (typed !== undefined) await keychain.set(key, typed);
      }
      store.save(saved);
      return view(find(saved.id));
    },
    async remove(id) {
      find(id);
      if (parts.inUse() === id) throw new AppError('conflict', 'connection.in_use');
      const keychain = await parts.secrets();
      // First: a secret that nothing points to any more would stay for ever.
      for (const name of secretNames) await keychain.delete(profileSecretKey(id, name));
      store.remove(id);
    },
    async secretsOf({ id, settings, secrets }) {
      const keychain = await parts.secrets();
      const stored = id === null ? undefined : find(id);
      const secretFor = async (name: SecretName): Promise<string | undefined> => {
        const typed = secrets[name];
        if (typed !== undefined) return typed === '' ? undefined : typed;
        if (stored === undefined || !isForSameServer(name, stored.settings, settings)) return undefined;
        return keychain.get(profileSecretKey(stored.id, name));
      };
      return { database: await secretFor('database'), smtp: await secretFor('smtp') };
    },
    async add(all) {
      let renamed = 0;
      const ids: Array<ProfileId> = [];
      for (const settings of all) {
        const name = freeName(settings.name);
        if (name !== settings.name) renamed += 1;
        const id = randomUUID() as string as ProfileId;
        store.save({ id, settings: { ...settings, name } });
        ids.push(id);
      }
      return { imported: await Promise.all(ids.map((id) => view(find(id)))), renamed };
    },
  };
}
