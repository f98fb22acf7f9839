import { openSecretStore } from '../../main/secrets/keychain.ts';

/** One run of a program that keeps a secret, as its own process: `set`, `get` or `delete`, and what came of it. */
const [verb, key = '', secret = ''] = process.argv.slice(2);
const store = await openSecretStore();
if (verb === 'set') await store.set(key, secret);
if (verb === 'delete') await store.delete(key);
console.log(JSON.stringify({ kind: store.kind, found: (await store.get(key)) ?? null }));
