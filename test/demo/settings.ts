import { newProfile, type ProfileSettings } from '../../shared/domain/connection-profile.ts';
import { demoNames } from './names.ts';

interface Address {
  readonly host: string;
  readonly port: number;
}

/** The demo's connection profile. */
export const demoSettings = (
  server: Address,
  mail: Address | null,
  dns: { readonly server: string } | null = null,
): ProfileSettings => ({
  ...newProfile,
  name: demoNames.profileName,
  environment: 'demo',
  host: server.host,
  port: server.port,
  database: demoNames.database,
  user: demoNames.platformRole,
  tls: 'off',
  databasePattern: demoNames.databasePattern,
  baseDomains: [demoNames.baseDomain],
  dnsServers: dns === null ? [] : [dns.server],
  smtp:
    mail === null
      ? null
      : {
          host: mail.host,
          port: mail.port,
          security: 'none',
          user: '',
          fromName: 'Stocker',
          fromAddress: demoNames.mailFrom,
        },
});
