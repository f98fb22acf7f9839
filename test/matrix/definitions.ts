import type { Lease, OperationRoles, PlatformLayout } from '../../main/layouts/layout.ts';
import { randomPassword, scramVerifier } from '../../main/layouts/pg/scram.ts';
import type { Mailer } from '../../main/mail/mailer.ts';
import type { OperationDefinition } from '../../main/operations/definition.ts';
import { cleanUpOperation } from '../../main/tenants/clean-up.ts';
import type { TenantPasswords } from '../../main/tenants/ports.ts';
import { provisionOperation } from '../../main/tenants/provision.ts';
import { createWelcomeSender } from '../../main/tenants/welcome.ts';

const passwords: TenantPasswords = {
  verifierFor: async () => scramVerifier(randomPassword()),
  forget: async () => undefined,
};

/** Every kind of operation, as a console composes them. */
export const definitionsOf = ({
  openRoles,
  mailer,
}: {
  readonly layout: PlatformLayout;
  openRoles(lease: Lease): Promise<OperationRoles>;
  readonly mailer: Mailer | null;
}): ReadonlyArray<OperationDefinition> => [
  provisionOperation({ openRoles, passwords, sendWelcome: createWelcomeSender(mailer) }),
  cleanUpOperation({ openRoles, passwords }),
];
