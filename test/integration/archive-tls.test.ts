import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Archiving, archiving, quietly } from '../builders/archiving.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { wrappedTool } from '../fakes/wrapped-tool.ts';
import { type Certificates, makeCertificates } from '../servers/certificates.ts';
import { startOlderPostgres } from '../servers/older-postgres.ts';
import type { PostgresServer } from '../servers/postgres.ts';

let certificates: Certificates;
let server: PostgresServer;
beforeAll(async () => {
  certificates = await makeCertificates();
  server = await startOlderPostgres({
    tcp: true,
    tls: certificates,
    access: ['local all all scram-sha-256', 'hostssl all all 127.0.0.1/32 scram-sha-256'],
  });
});
afterAll(() => server.close());

const overTls = (caCertificate: string, toolFolders?: ReadonlyArray<string>): Promise<Archiving> =>
  archiving(server, {
    settings: { host: '127.0.0.1', tls: 'verify-full', caCertificate },
    ...(toolFolders === undefined ? {} : { toolFolders }),
  });

it("a tool speaks TLS with a server whose certificate the profile's own authority signed", async () => {
  const on = await overTls(certificates.ca);
  const [database, copy, file] = [await on.newDatabase(), await on.newDatabase(), join(temporaryFolder(), 'a')];
  await on.archiver.dump({ database, format: 'pg_dump', file }, quietly());
  await on.archiver.load({ database: copy, format: 'pg_dump', file }, quietly());
});

it('a tool that meets another certificate than it was told of sends nothing', async () => {
  // As if the tool alone were led to another server: the console's own sessions trust this one.
  const { ca } = await makeCertificates();
  const other = join(temporaryFolder(), 'other.pem');
  const lead = `cat > ${other} <<'PEM'\n${ca}\nPEM\nexport PGSSLROOTCERT=${other}\nexec "$real" "$@"`;
  const on = await overTls(certificates.ca, [wrappedTool(lead)]);
  const [database, file] = [await on.newDatabase(), join(temporaryFolder(), 'a')];
  await expect(on.archiver.dump({ database, format: 'pg_dump', file }, quietly())).rejects.toMatchObject({
    key: 'server.tls_untrusted',
    server: { message: expect.stringContaining('certificate verify failed') },
  });
});
