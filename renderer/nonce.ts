/** The page's own nonce: every style element that is made at run time must carry it. */
export const readNonce = (): string => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
