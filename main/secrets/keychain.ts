import { createRequire } from 'node:module';
import { AppError } from '../../shared/errors.ts';
import { createMemorySecrets, type SecretStore } from './secret-store.ts';

type Keytar = typeof import('keytar');

const service = 'tenantry';
/** Long enough for a person to answer the keychain's own question, short enough for a keychain that hangs. */
const answerWithinMs = 15_000;

async function answers(keytar: Keytar): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), answerWithinMs);
  });
  const asked = keytar.getPassword(service, 'is-it-there').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([asked, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** An optional package: an install without it works, and says that secrets last for this session only. */
function loadKeytar(): Keytar | undefined {
  try {
    return createRequire(import.meta.url)('keytar') as Keytar;
  } catch {
    return undefined;
  }
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch {
    // The keychain's own error is not kept: it may name what was stored.
    throw new AppError('local_store', 'keychain.unavailable', { retry: true });
  }
}

/** The system's keychain where there is one that answers, memory otherwise; `kind` says which. */
export async function openSecretStore(): Promise<SecretStore> {
  const keytar = loadKeytar();
  if (keytar === undefined || !(await answers(keytar))) return createMemorySecrets();
  return {
    kind: 'keychain',
    get: async (key) => (await asked(keytar.getPassword(service, key))) ?? undefined,
    set: (key, secret) => asked(keytar.setPassword(service, key, secret)),
    delete: async (key) => {
      await asked(keytar.deletePassword(service, key));
    },
  };
}
