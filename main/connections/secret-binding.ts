import type { ProfileSettings, SecretName } from '../../shared/domain/connection-profile.ts';

/**
 * Whether a kept password may still be used with these settings. It was given for one server and for its way of
 * proving who it is: sent anywhere else, it would be a present for whoever answers there.
 */
export function isForSameServer(name: SecretName, kept: ProfileSettings, now: ProfileSettings): boolean {
  if (name === 'database')
    return (
      kept.host === now.host &&
      kept.port === now.port &&
      kept.tls === now.tls &&
      kept.caCertificate === now.caCertificate
    );
  return (
    kept.smtp !== null &&
    now.smtp !== null &&
    kept.smtp.host === now.smtp.host &&
    kept.smtp.port === now.smtp.port &&
    kept.smtp.security === now.smtp.security
  );
}
