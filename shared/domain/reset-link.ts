/** Where a tenant's people choose a password. `{domain}` is their tenant's own, or the platform's first. */
export const defaultResetLink = 'https://{domain}/reset-password?token={token}';

const countOf = (text: string, part: string): number => text.split(part).length - 1;

export const resetLinkFor = (pattern: string, { domain, token }: { domain: string; token: string }): string =>
  pattern.replace('{domain}', () => domain).replace('{token}', () => encodeURIComponent(token));

/** `{domain}` may stand in the host or after it, the token after it only: a host's name is asked for in the open. */
const shape =
  /^https:\/\/(?:[a-z0-9-]+\.)*(?:\{domain\}|[a-z0-9-]+)(?::\d{1,5})?\/(?:[^\s{}]|\{domain\})*\{token\}[^\s{}]*$/i;

/** The token is in it once, and nobody reads it on its way. */
export const isResetLink = (pattern: string): boolean => shape.test(pattern) && countOf(pattern, '{domain}') <= 1;
