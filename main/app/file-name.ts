/** Every file system takes 255 bytes; the rest is for the extension and for what a person may add. */
const MAX_BYTES = 200;

/** Names are made from tenants' data: what comes out is one segment that every system takes, and no shell takes for more. */
export function safeSegment(suggested: string): string {
  const clean = suggested
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\\/:*?"<>|]+/gu, '-')
    .replace(/^[.\s~-]+|[.\s-]+$/g, '');
  const whole = firstBytes(clean).replace(/[.\s-]+$/, '');
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(whole);
  return whole === '' || reserved ? `tenantry-${whole}`.replace(/-$/, '') : whole;
}

export function safeFileName(suggested: string, extension: string): string {
  const bare = suggested.endsWith(`.${extension}`) ? suggested.slice(0, -extension.length - 1) : suggested;
  return `${safeSegment(bare)}.${extension}`;
}

function firstBytes(text: string): string {
  let kept = '';
  let bytes = 0;
  for (const letter of text) {
    bytes += Buffer.byteLength(letter);
    if (bytes > MAX_BYTES) break;
    kept += letter;
  }
  return kept;
}
