import { newProfile, type ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { Login } from '../servers/databases.ts';
import type { SmtpHost } from '../servers/smtp.ts';

/** Settings that reach this database, with tenant databases of its own on a server that tests share. */
export const profileFor = (login: Login, more: Partial<ProfileSettings> = {}): ProfileSettings => ({
  ...newProfile,
  name: 'Live',
  environment: 'demo',
  host: login.host,
  port: login.port,
  database: login.database,
  user: login.user,
  tls: 'off',
  databasePattern: `T_${login.database.replace(/\W/g, '').slice(-8)}_{code}`,
  ...more,
});

export const smtpFor = (server: Pick<SmtpHost, 'host' | 'port'>, user = ''): ProfileSettings['smtp'] => ({
  host: server.host,
  port: server.port,
  security: 'none',
  user,
  fromName: 'Stocker',
  fromAddress: 'no-reply@stoocker.app',
});
