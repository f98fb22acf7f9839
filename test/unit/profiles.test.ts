import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readProfiles, writeProfiles } from '../../main/connections/profile-file.ts';
import { createProfiles } from '../../main/connections/profiles.ts';
import { openConsoleFile } from '../../main/local/console-file.ts';
import { createProfileStore } from '../../main/local/profile-store.ts';
import { createSettingsStore } from '../../main/local/settings-store.ts';
import { createViewStore } from '../../main/local/view-store.ts';
import { createMemorySecrets, profileSecretKey } from '../../main/secrets/secret-store.ts';
import { newProfile, type ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { ProfileId } from '../../shared/domain/ids.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { makeCertificates } from '../servers/certificates.ts';

const settings: ProfileSettings = { ...newProfile, name: 'Live', host: 'db.example.com', user: 'console' };
const smtp = {
  host: 'mail',
  port: 25,
  security: 'none',
  user: 'm',
  fromName: 'a',
  fromAddress: 'a@b.example',
} as const;

function house(inUse?: ProfileId) {
  const { db } = openConsoleFile(join(temporaryFolder(), 'console.db'), new Date());
  onTestFinished(() => {
    db.close();
  });
  const secrets = createMemorySecrets();
  const profiles = createProfiles({
    store: createProfileStore(db),
    secrets: async () => secrets,
    inUse: () => inUse,
  });
  const add = (name: string, typed: { database?: string; smtp?: string } = {}) =>
    profiles.save({ id: null, settings: { ...settings, name, smtp }, secrets: typed });
  return { db, secrets, profiles, add };
}

it('keeps secrets apart from settings, says which there are and never what they are', async () => {
  const { db, profiles, add } = house();
  const saved = await add('Live', { database: 'canary-7f3a', smtp: '' });
  expect(saved).toMatchObject({ secrets: ['database'], served: true, lastOpenedAt: null });
  expect(JSON.stringify([await profiles.list(), db.prepare('SELECT * FROM profile').all()])).not.toContain('canary');
});

it("D02: remembers the first server's identity, until the connection leads to another address", async () => {
  const { db, profiles, add } = house();
  const store = createProfileStore(db);
  const { id } = await add('Live');
  const known = () => store.find(id)?.systemIdentifier;
  expect(known()).toBeNull();
  store.rememberServer(id, '7001');
  store.rememberServer(id, '7002');
  expect(known()).toBe('7001');
  await profiles.save({ id, settings: { ...settings, smtp, name: 'Renamed' }, secrets: {} });
  expect(known()).toBe('7001');
  await profiles.save({ id, settings: { ...settings, host: 'other.example.com' }, secrets: {} });
  expect(known()).toBeNull();
});

it('keeps a secret that was not typed again, and forgets one that was emptied', async () => {
  const { secrets, profiles, add } = house();
  const { id } = await add('Live', { database: 'one' });
  await profiles.save({ id, settings: { ...settings, smtp }, secrets: {} });
  expect(await secrets.get(profileSecretKey(id, 'database'))).toBe('one');
  expect((await profiles.save({ id, settings: { ...settings, smtp }, secrets: { database: '' } })).secrets).toEqual([]);
});

it.each<readonly [string, Partial<ProfileSettings>]>([
  ['host', { host: 'evil.example.com' }],
  ['port', { port: 5433 }],
  ['way of proving itself', { tls: 'off' }],
])('sends a kept password to no server of another %s', async (_, change) => {
  const { secrets, profiles, add } = house();
  const { id } = await add('Live', { database: 'one', smtp: 'two' });
  const draft = { id, settings: { ...settings, smtp, ...change }, secrets: {} };
  expect(await profiles.secretsOf(draft)).toEqual({ database: undefined, smtp: 'two' });
  await profiles.save(draft);
  expect(await secrets.get(profileSecretKey(id, 'database'))).toBeUndefined();
});

it('sends the mail password to no other mail server', async () => {
  const { profiles, add } = house();
  const { id } = await add('Live', { database: 'one', smtp: 'two' });
  const draft = { id, settings: { ...settings, smtp: { ...smtp, host: 'evil' } }, secrets: {} };
  expect(await profiles.secretsOf(draft)).toEqual({ database: 'one', smtp: undefined });
});

it('takes two names that only case or accents tell apart for one', async () => {
  const { profiles, add } = house();
  const { id } = await add('Işık');
  await expect(add('ISIK')).rejects.toMatchObject({ key: 'connection.name_taken', field: 'settings.name' });
  expect((await profiles.save({ id, settings: { ...settings, name: 'isik' }, secrets: {} })).settings.name).toBe(
    'isik',
  );
});

it('takes certificates and refuses what is none', async () => {
  const { profiles } = house();
  const save = (caCertificate: string) =>
    profiles.save({ id: null, settings: { ...settings, name: crypto.randomUUID(), caCertificate }, secrets: {} });
  const { ca } = await makeCertificates();
  await save(ca);
  for (const wrong of ['nonsense', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])
    await expect(save(wrong)).rejects.toMatchObject({ key: 'connection.ca_invalid' });
});

it('removes a profile with its secrets, unless it is open', async () => {
  const { secrets, profiles, add } = house();
  const { id } = await add('Live', { database: 'one' });
  await profiles.remove(id);
  expect(await profiles.list()).toEqual([]);
  expect(await secrets.get(profileSecretKey(id, 'database'))).toBeUndefined();
  await expect(profiles.remove(id)).rejects.toMatchObject({ key: 'connection.not_found' });
  const open = house('7d0f2f5e-0000-4000-8000-000000000009' as ProfileId);
  createProfileStore(open.db).save({ id: '7d0f2f5e-0000-4000-8000-000000000009' as ProfileId, settings });
  await expect(open.profiles.remove('7d0f2f5e-0000-4000-8000-000000000009' as ProfileId)).rejects.toMatchObject({
    key: 'connection.in_use',
  });
});

it('goes to a colleague as a file without secrets, and comes in under a free name', async () => {
  const { profiles, add } = house();
  await add('Live', { database: 'canary-7f3a' });
  const path = join(temporaryFolder(), 'profiles.json');
  await writeProfiles(
    path,
    (await profiles.list()).map((profile) => profile.settings),
  );
  expect(readFileSync(path, 'utf8')).not.toContain('canary');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const once = await profiles.add(await readProfiles(path));
  expect(once).toMatchObject({ renamed: 1, imported: [{ settings: { name: 'Live (2)' }, secrets: [] }] });
  expect((await profiles.add(await readProfiles(path))).imported[0]?.settings.name).toBe('Live (3)');
});

const valid = { format: 'tenantry-profiles', version: 1, profiles: [settings] };
it.each([
  ['no JSON', 'x'],
  ['an empty file', ''],
  ['another format', JSON.stringify({ ...valid, format: 'x' })],
  ['a later version', JSON.stringify({ ...valid, version: 2 })],
  ['no profile', JSON.stringify({ ...valid, profiles: [] })],
  ['a secret in it', JSON.stringify({ ...valid, profiles: [{ ...settings, password: 'x' }] })],
  [
    'a connection string for a host',
    JSON.stringify({ ...valid, profiles: [{ ...settings, host: 'postgres://a:b@c' }] }),
  ],
])('refuses a file with %s, as a whole', async (_, text) => {
  const path = join(temporaryFolder(), 'profiles.json');
  writeFileSync(path, text);
  await expect(readProfiles(path)).rejects.toMatchObject({ key: 'connection.file_invalid' });
});

it('remembers settings one by one, and falls back alone for what it no longer understands', () => {
  const { db } = house();
  const store = createSettingsStore(db, 'tr');
  expect(store.get()).toMatchObject({ language: 'tr', theme: 'system', autoLockMinutes: 15 });
  expect(store.set({ theme: 'dark', columns: { tenants: ['name'] } })).toMatchObject({ theme: 'dark', language: 'tr' });
  db.prepare("UPDATE setting SET value = '\"sepia\"' WHERE name = 'theme'").run();
  expect(store.get()).toMatchObject({ theme: 'system', columns: { tenants: ['name'] } });
});

it('keeps views, replaces one of the same name and refuses one that looks the same', () => {
  const views = createViewStore(house().db);
  views.save({ name: 'Işık', content: '1' });
  expect(views.save({ name: 'Işık', content: '2' })).toEqual([{ name: 'Işık', content: '2' }]);
  expect(() => views.save({ name: 'isik', content: '3' })).toThrow('view.name_taken');
  expect(views.remove('Işık')).toEqual([]);
  expect(() => views.remove('Işık')).toThrow('view.not_found');
});
