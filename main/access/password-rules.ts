import { randomInt } from 'node:crypto';
import { foldForSearch } from '../../shared/domain/names.ts';
import { AppError } from '../../shared/errors.ts';

const fewestCharacters = 5;

/** Length is the contract's; here is what length can't see: repetition, and the operator's own name. */
export function requireStrongPassword(password: string, owner: { name: string; email: string }, field: string): void {
  const folded = foldForSearch(password);
  const own = [owner.email, owner.email.split('@')[0] ?? '', owner.name].map(foldForSearch);
  const repeats = new Set(folded).size < fewestCharacters;
  const isOwn = own.some((text) => text.length >= 4 && folded.replace(text, '').length < 6);
  if (repeats || isOwn) throw new AppError('invalid_input', 'operator.weak_password', { field });
}

/** Without letters that look alike when read out on the phone. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** 94 random bits in groups that can be dictated. */
export const temporaryPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')).join(
    '-',
  );
