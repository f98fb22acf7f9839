import { randomUUID } from 'node:crypto';
import { systemClock } from '../../main/clock.ts';
import type { OperationRoles } from '../../main/layouts/layout.ts';
import { randomPassword, scramVerifier } from '../../main/layouts/pg/scram.ts';
import { openPostgresPerTenant } from '../../main/layouts/postgres-per-tenant/open.ts';
import { createMailer } from '../../main/mail/mailer.ts';
import type { OperationDefinition } from '../../main/operations/definition.ts';
import { createEngine, type Engine } from '../../main/operations/engine.ts';
import { cleaningUp, cleanUpOperation } from '../../main/tenants/clean-up.ts';
import type { TenantPasswords } from '../../main/tenants/ports.ts';
import { provisioning, provisionOperation } from '../../main/tenants/provision.ts';
import {
  createRegistrationOperations,
  type RegistrationOperations,
} from '../../main/tenants/registration-operations.ts';
import { createWelcomeSender } from '../../main/tenants/welcome.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { ConsoleId } from '../../shared/domain/ids.ts';
import { type Watch, watchDefinition, watchJournal } from './points.ts';

/** Enough to open the same platform in another process. */
export interface ConsoleConfig {
  readonly settings: ProfileSettings;
  readonly password: string;
  readonly leaseSeconds: number;
}

export interface MatrixConsole {
  readonly engine: Engine;
  readonly operations: RegistrationOperations;
  /** Whether it ended an operation itself; one that learned that it lost does not. */
  wroteEnd(): boolean;
  close(): Promise<void>;
}

interface Options {
  readonly watch?: Watch;
  readonly machine: string;
  readonly wrapRoles?: (roles: OperationRoles) => OperationRoles;
}

export const stepsOf = { provision: provisioning, clean_up: cleaningUp } as const;

const passwords: TenantPasswords = {
  verifierFor: async () => scramVerifier(randomPassword()),
  forget: async () => undefined,
};

/** A whole console without its window, watched from outside. */
export async function openConsole(config: ConsoleConfig, options: Options): Promise<MatrixConsole> {
  const { settings } = config;
  const layout = await openPostgresPerTenant({ settings, password: config.password });
  await layout.setWritable(true);
  const mailer = settings.smtp === null ? null : createMailer(settings.smtp, undefined);
  const watch: Watch = options.watch ?? (async () => undefined);
  const openRoles: typeof layout.openOperation = async (lease) => {
    const roles = await layout.openOperation(lease);
    return options.wrapRoles?.(roles) ?? roles;
  };
  const watched = (definition: OperationDefinition): OperationDefinition => watchDefinition(definition, watch);
  let wroteEnd = false;
  const journal = watchJournal(layout.journal, watch);
  const engine = createEngine({
    journal: {
      ...journal,
      async finish(id, fence, state, error) {
        await journal.finish(id, fence, state, error);
        wroteEnd ||= state !== 'compensating';
      },
    },
    definitions: [
      watched(provisionOperation({ openRoles, passwords, sendWelcome: createWelcomeSender(mailer) })),
      watched(cleanUpOperation({ openRoles, passwords })),
    ],
    console: { id: randomUUID() as string as ConsoleId, machine: options.machine, appVersion: '0' },
    clock: systemClock(),
    timing: { leaseSeconds: config.leaseSeconds, heartbeatMs: (config.leaseSeconds * 1000) / 4 },
    onChange: () => undefined,
  });
  return {
    engine,
    operations: createRegistrationOperations({ layout, engine, settings }),
    wroteEnd: () => wroteEnd,
    async close() {
      await engine.close();
      mailer?.close();
      await layout.close();
    },
  };
}
