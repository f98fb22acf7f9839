import { randomBytes } from 'node:crypto';

/** OWASP's smallest recommended argon2id; about 40 ms here. */
const argon = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const;

/** A stored hash comes from a database: one that asks for gigabytes is not obeyed. */
const limits = { memory: 262_144, iterations: 10, parallelism: 16, bcryptCost: 15 } as const;

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** argon2id or bcrypt, as the hash says. Anything else never matches. */
  verify(password: string, hash: string): Promise<boolean>;
  /** A hash that no password has, for the same work when there is nobody to compare with. */
  nobody(): Promise<string>;
}

function isReasonable(hash: string): boolean {
  const [, memory, iterations, parallelism] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(hash) ?? [];
  return (
    Number(memory) <= limits.memory &&
    Number(iterations) <= limits.iterations &&
    Number(parallelism) <= limits.parallelism
  );
}

/** `prepare` loads what hashing needs, so that the first password does not wait for it. */
export function createPasswordHasher(): PasswordHasher & { prepare(): Promise<void> } {
  const wasm = () => import('hash-wasm');
  const hash = async (password: string): Promise<string> => {
    const { argon2id } = await wasm();
    return argon2id({ ...argon, password: password.normalize('NFC'), salt: randomBytes(16), outputType: 'encoded' });
  };
  let unknown: Promise<string> | undefined;
  return {
    hash,
    async prepare() {
      const { argon2id } = await wasm();
      // The smallest there is: compiles the code and costs nothing.
      await argon2id({
        password: '-',
        salt: 'no password',
        parallelism: 1,
        iterations: 1,
        memorySize: 8,
        hashLength: 16,
      });
    },
    async verify(password, stored) {
      const { argon2Verify, bcryptVerify } = await wasm();
      const typed = password.normalize('NFC');
      try {
        if (isReasonable(stored)) return await argon2Verify({ password: typed, hash: stored });
        const cost = /^\$2[abxy]\$(\d\d)\$/.exec(stored)?.[1];
        if (cost === undefined || Number(cost) > limits.bcryptCost) return false;
        return await bcryptVerify({ password: typed, hash: stored });
      } catch {
        // Not a hash after all, or a password longer than bcrypt takes.
        return false;
      }
    },
    nobody() {
      unknown ??= hash(randomBytes(32).toString('base64url'));
      return unknown;
    },
  };
}
