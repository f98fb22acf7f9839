import { protocol } from 'electron';

const SCHEME = 'tenantry';
const HOST = 'app';
export const ORIGIN = `${SCHEME}://${HOST}`;

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

export function serveScheme(handler: (request: Request) => Promise<Response>): void {
  protocol.handle(SCHEME, handler);
}

/** Compared in parts: a prefix would let `tenantry://app.evil` and `tenantry://app@evil` pass. */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${SCHEME}:` && host === HOST && username === '' && password === '';
}
