/** Where a tenant's people choose a password. `{domain}` is their tenant's own, or the platform's first. */
export const defaultResetLink = 'https://{domain}/reset-password?token={token}';

const countOf = (text: string, part: string): number => text.split(part).length - 1;

export const resetLinkFor = (pattern: string, { domain, token }: { domain: string; token: string }): string =>
  pattern.replace('{domain}', () => domain).replace('{token}', () => encodeURIComponent(token));

/** The token is once in it, after the host; nobody may read it on its way. */
export function isResetLink(pattern: string): boolean {
  if (!pattern.startsWith('https://') || /\s/.test(pattern)) return false;
  if (countOf(pattern, '{token}') !== 1 || countOf(pattern, '{domain}') > 1) return false;
  const filled = resetLinkFor(pattern, { domain: 'tenant.example', token: 'token' });
  if (/[{}]/.test(filled) || !URL.canParse(filled)) return false;
  const { host, username, password } = new URL(filled);
  return (
    username === '' &&
    password === '' &&
    !host.includes('token') &&
    resetLinkFor(pattern, { domain: 'tenant.example', token: 'x' }).includes(host)
  );
}
