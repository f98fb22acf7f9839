import os from 'node:os';
import type { Clock } from '../../main/clock.ts';
import { operationDefinitions } from '../../main/connections/operation-definitions.ts';
import type { PlatformLayout } from '../../main/layouts/layout.ts';
import { randomPassword, scramVerifier } from '../../main/layouts/pg/scram.ts';
import type { Mailer } from '../../main/mail/mailer.ts';
import type { OperationDefinition } from '../../main/operations/definition.ts';
import type { TenantPasswords } from '../../main/tenants/ports.ts';
import { createWelcomeSender } from '../../main/tenants/welcome.ts';

const passwords: TenantPasswords = {
  verifierFor: async () => scramVerifier(randomPassword()),
  forget: async () => undefined,
};

/** Every kind of operation, composed as a console composes them. Files lie on this computer, whoever's console it is. */
export const definitionsOf = ({
  layout,
  mailer,
  clock,
}: {
  readonly layout: PlatformLayout;
  readonly mailer: Mailer | null;
  readonly clock: Clock;
}): ReadonlyArray<OperationDefinition> =>
  operationDefinitions({
    layout,
    identity: { machine: os.hostname(), appVersion: '0' },
    passwords,
    sendWelcome: createWelcomeSender(mailer),
    verifierOf: async (password) => scramVerifier(password),
    clock,
    onArchives: () => undefined,
  });
