import type { ConnectionCheck, ConnectionReport } from '../../shared/contract/connections.ts';
import type { ProfileSettings, SecretName } from '../../shared/domain/connection-profile.ts';
import { toAppError } from '../../shared/errors.ts';
import type { LayoutRegistry } from '../layouts/registry.ts';
import type { Mailer } from '../mail/mailer.ts';

async function checkMail(mailer: Mailer | null): Promise<ConnectionCheck> {
  if (mailer === null) return { id: 'mail', state: 'unknown', params: {} };
  try {
    await mailer.verify();
    return { id: 'mail', state: 'ok', params: {} };
  } catch (error) {
    // A platform works without mail: registrations are then verified by hand.
    return { id: 'mail', state: 'warn', params: {}, error: toAppError(error).toData() };
  } finally {
    mailer.close();
  }
}

/** What the server is, who we are there, which rights are missing, and whether mail can be sent. */
export async function probeConnection(parts: {
  registry: LayoutRegistry;
  createMailer: (settings: ProfileSettings, password: string | undefined) => Mailer | null;
  settings: ProfileSettings;
  secrets: Readonly<Record<SecretName, string | undefined>>;
  signal: AbortSignal;
}): Promise<ConnectionReport> {
  const { settings, secrets, signal } = parts;
  const [report, mail] = await Promise.all([
    parts.registry.probe({ settings, password: secrets.database, signal }),
    checkMail(parts.createMailer(settings, secrets.smtp)),
  ]);
  return { ...report, checks: [...report.checks.filter(({ id }) => id !== 'mail'), mail] };
}
