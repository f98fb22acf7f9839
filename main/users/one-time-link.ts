import { createHash, randomBytes } from 'node:crypto';
import { resetLinkFor } from '../../shared/domain/reset-link.ts';

/** How long a link works. */
export const linkHours = 24;

export interface OneTimeLink {
  /** For the mail, and for nothing else: whoever has it can choose the password. */
  readonly url: string;
  /** What the platform keeps, and compares with. */
  readonly tokenHash: string;
}

export function newOneTimeLink(pattern: string, domain: string): OneTimeLink {
  const token = randomBytes(32).toString('base64url');
  return { url: resetLinkFor(pattern, { domain, token }), tokenHash: createHash('sha256').update(token).digest('hex') };
}
