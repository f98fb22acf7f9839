import { AppError } from '../../shared/errors.ts';
import type { OperatorCatalog, OperatorCredentials } from '../layouts/operator-catalog.ts';
import type { PasswordHasher } from './password-hash.ts';

export const lockout = { attempts: 5, lockSeconds: 15 * 60 } as const;

const wrong = () => new AppError('forbidden', 'session.wrong_password', { field: 'password' });
const lockedOut = (seconds: number) =>
  new AppError('forbidden', 'session.locked_out', { params: { minutes: Math.max(1, Math.ceil(seconds / 60)) } });

type Catalog = Pick<OperatorCatalog, 'credentials' | 'recordFailure' | 'recordSignIn'>;

/**
 * The same answer after the same work for an unknown e-mail and for a wrong password. That an account is disabled is
 * told only to who knows its password. Failures are counted by the platform, on its clock, whatever console they come
 * from.
 */
export async function checkPassword(
  { operators, hasher }: { operators: Catalog; hasher: PasswordHasher },
  email: string,
  password: string,
): Promise<OperatorCredentials> {
  const credentials = await operators.credentials(email);
  const matches = await hasher.verify(password, credentials?.passwordHash ?? (await hasher.nobody()));
  if (credentials === undefined) {
    // Stands for the round trip that counts a failure.
    await operators.credentials(email);
    throw wrong();
  }
  if (credentials.lockedOutSeconds !== null) throw lockedOut(credentials.lockedOutSeconds);
  if (!matches) {
    const seconds = await operators.recordFailure(credentials.id, lockout);
    throw seconds === null ? wrong() : lockedOut(seconds);
  }
  if (credentials.disabled) throw new AppError('forbidden', 'session.disabled');
  await operators.recordSignIn(credentials.id);
  return credentials;
}
