import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../main/app/file-name.ts';

describe('the name that a file dialog offers', () => {
  it.each([
    ['tenants 2026-11-21', 'tenants 2026-11-21.csv'],
    ['tenants.csv', 'tenants.csv'],
    ['Çınar Lojistik A.Ş', 'Çınar Lojistik A.Ş.csv'],
    ['../../etc/passwd', 'etc-passwd.csv'],
    ['C:\\Windows\\x', 'C-Windows-x.csv'],
    ['a:b', 'a-b.csv'],
    ['.hidden', 'hidden.csv'],
    ['~', 'tenantry.csv'],
    ['~root', 'root.csv'],
    ['CON', 'tenantry-CON.csv'],
    ['nul.txt', 'tenantry-nul.txt.csv'],
    ['', 'tenantry.csv'],
    ['...', 'tenantry.csv'],
    ['a\u202Egpj', 'a-gpj.csv'],
    ['line\u2028break\n', 'line-break.csv'],
  ])('%j becomes %j', (suggested, name) => {
    expect(safeFileName(suggested, 'csv')).toBe(name);
  });

  it('is one short segment for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (suggested) => {
        const name = safeFileName(suggested, 'csv');
        expect(name).toMatch(/^[^/\\:*?"<>|\p{Cc}]+\.csv$/u);
        expect(name).not.toMatch(/^\.|^\s/);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      }),
    );
  });
});
