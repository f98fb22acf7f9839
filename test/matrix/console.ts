import { randomUUID } from 'node:crypto';
import { systemClock } from '../../main/clock.ts';
import type { OperationRoles, PlatformLayout } from '../../main/layouts/layout.ts';
import { openPostgresPerTenant } from '../../main/layouts/postgres-per-tenant/open.ts';
import { createMailer } from '../../main/mail/mailer.ts';
import type { OperationDefinition } from '../../main/operations/definition.ts';
import { createEngine, type Engine } from '../../main/operations/engine.ts';
import {
  createRegistrationOperations,
  type RegistrationOperations,
} from '../../main/tenants/registration-operations.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { ConsoleId } from '../../shared/domain/ids.ts';
import { definitionsOf } from './definitions.ts';
import { type Watch, watchDefinition, watchJournal } from './points.ts';

/** Enough to open the same platform in another process. */
export interface ConsoleConfig {
  readonly settings: ProfileSettings;
  readonly password: string;
  readonly leaseSeconds: number;
}

export interface MatrixConsole {
  readonly layout: PlatformLayout;
  readonly definitions: ReadonlyArray<OperationDefinition>;
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
  const definitions = definitionsOf({ layout, openRoles, mailer }).map((one) => watchDefinition(one, watch));
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
    definitions,
    console: { id: randomUUID() as string as ConsoleId, machine: options.machine, appVersion: '0' },
    clock: systemClock(),
    timing: { leaseSeconds: config.leaseSeconds, heartbeatMs: (config.leaseSeconds * 1000) / 4 },
    onChange: () => undefined,
  });
  return {
    layout,
    definitions,
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
