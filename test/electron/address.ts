/**
 * Chromium hands an address of an unknown scheme to the desktop, before anything could answer it. So in the window the
 * app's `tenantry://app/x` is `https://app.tenantry.invalid/x`, which nothing but the stand-in ever sees.
 */
export function toWindow(url: string): string {
  const { protocol, host, pathname, search, hash } = new URL(url);
  return `https://${host}.${protocol.slice(0, -1)}.invalid${pathname}${search}${hash}`;
}

export function toApp(url: string, schemes: ReadonlyArray<string>): string {
  if (!URL.canParse(url)) return url;
  const { protocol, host, pathname, search, hash } = new URL(url);
  const scheme = schemes.find((name) => protocol === 'https:' && host.endsWith(`.${name}.invalid`));
  if (scheme === undefined) return url;
  return `${scheme}://${host.slice(0, -`.${scheme}.invalid`.length)}${pathname}${search}${hash}`;
}
