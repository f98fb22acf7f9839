import { argon2id, bcrypt } from 'hash-wasm';
import { expect, it } from 'vitest';
import { createPasswordHasher } from '../../main/access/password-hash.ts';
import { requireStrongPassword, temporaryPassword } from '../../main/access/password-rules.ts';

const hasher = createPasswordHasher();
const salt = new Uint8Array(16);

it('writes argon2id with its parameters, a new salt each time', async () => {
  const [one, two] = await Promise.all([hasher.hash('mavi kapı'), hasher.hash('mavi kapı')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await hasher.verify('mavi kapı', one)).toBe(true);
  expect(await hasher.verify('Mavi kapı', one)).toBe(false);
});

it('takes a letter for the same however it is composed', async () => {
  expect(await hasher.verify('kap\u0131 \u00fc', await hasher.hash('kapı u\u0308'))).toBe(true);
});

it('verifies the bcrypt that other programs stored', async () => {
  const stored = await bcrypt({ password: 'mavi kapı', salt, costFactor: 5 });
  for (const prefix of ['$2a$', '$2b$', '$2y$'])
    expect(await hasher.verify('mavi kapı', stored.replace(/^\$2[abxy]\$/, prefix))).toBe(true);
  expect(await hasher.verify('other', stored)).toBe(false);
});

it.each([
  ['nothing', ''],
  ['plain text', 'mavi kapı'],
  ['md5', 'md5aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
  ['a verifier of PostgreSQL', 'SCRAM-SHA-256$4096:AAAA$BBBB:CCCC'],
  ['four gigabytes of memory', '$argon2id$v=19$m=4194304,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA'],
  ['a thousand rounds', '$argon2id$v=19$m=19456,t=1000,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA'],
  ['bcrypt of a week', `$2b$31$${'a'.repeat(53)}`],
  ['half a hash', '$argon2id$v=19$m=19456,t=2,p=1$AAAA'],
])('no password matches %s', async (_, stored) => {
  expect(await hasher.verify('mavi kapı', stored)).toBe(false);
});

it('no password matches nobody', async () => {
  expect(await hasher.verify('', await hasher.nobody())).toBe(false);
});

it('still verifies stronger parameters than its own', async () => {
  const stored = await argon2id({
    password: 'x',
    salt,
    memorySize: 65_536,
    iterations: 3,
    parallelism: 1,
    hashLength: 32,
    outputType: 'encoded',
  });
  expect(await hasher.verify('x', stored)).toBe(true);
});

const owner = { name: 'Ayşe Yılmaz', email: 'ayse.yilmaz@example.com' };

it.each(['aaaaaaaaaaaa', 'abababababab', 'ayse.yilmaz@example.com', 'Ayse.Yilmaz1', 'AYŞE YILMAZ 12'])(
  'finds %j too easy',
  (password) => {
    expect(() => requireStrongPassword(password, owner, 'next')).toThrow('operator.weak_password');
  },
);
it.each(['mavi-kapı-yedi-kuş', 'correct horse battery', temporaryPassword()])('takes %j', (password) => {
  expect(() => requireStrongPassword(password, owner, 'next')).not.toThrow();
});

it('makes temporary passwords that can be read out', () => {
  const some = Array.from({ length: 200 }, temporaryPassword);
  expect(new Set(some).size).toBe(200);
  for (const password of some) expect(password).toMatch(/^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/);
});
