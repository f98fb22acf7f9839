import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Certificates {
  /** The private authority that signed it; what an operator gives as "own CA". */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** A server certificate under a fresh private authority, for the given host name or address. */
export async function makeCertificates(
  options: { readonly host?: string; readonly expired?: boolean } = {},
): Promise<Certificates> {
  const host = options.host ?? '127.0.0.1';
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tenantry-ca-'));
  const openssl = (...words: ReadonlyArray<string>) => run('openssl', words, { cwd: folder });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  try {
    const kind = /^[\d.]+$/.test(host) ? 'IP' : 'DNS';
    await writeFile(path.join(folder, 'san'), `subjectAltName=${kind}:${host}`);
    await openssl(
      'req',
      '-x509',
      ...newKey,
      '-keyout',
      'ca.key',
      '-out',
      'ca.crt',
      '-days',
      '2',
      '-subj',
      '/CN=Tests CA',
    );
    await openssl('req', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', `/CN=${host}`);
    await openssl(
      ...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-out', 'server.crt', '-extfile', 'san', '-days', options.expired ? '-1' : '2'],
    );
    const read = (name: string) => readFile(path.join(folder, name), 'utf8');
    return { ca: await read('ca.crt'), cert: await read('server.crt'), key: await read('server.key') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
