import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { type ArchiveOperations, createArchiveOperations } from '../../main/archives/archive-operations.ts';
import { type CopyOperations, createCopyOperations } from '../../main/archives/copy-operations.ts';
import { systemClock } from '../../main/clock.ts';
import type { OperationRoles, PlatformLayout } from '../../main/layouts/layout.ts';
import { openPostgresPerTenant } from '../../main/layouts/postgres-per-tenant/open.ts';
import { createMailer } from '../../main/mail/mailer.ts';
import type { OperationDefinition } from '../../main/operations/definition.ts';
import { createEngine, type Engine } from '../../main/operations/engine.ts';
import { createLifecycleOperations, type LifecycleOperations } from '../../main/tenants/lifecycle-operations.ts';
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
  readonly settings: ProfileSettings;
  readonly layout: PlatformLayout;
  readonly definitions: ReadonlyArray<OperationDefinition>;
  readonly engine: Engine;
  readonly operations: RegistrationOperations;
  readonly archives: ArchiveOperations;
  readonly copies: CopyOperations;
  readonly life: LifecycleOperations;
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
  const clock = systemClock();
  const openOperation: typeof layout.openOperation = async (lease) => {
    const roles = await layout.openOperation(lease);
    return options.wrapRoles?.(roles) ?? roles;
  };
  const definitions = definitionsOf({ layout: { ...layout, openOperation }, mailer, clock }).map((one) =>
    watchDefinition(one, watch),
  );
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
    clock,
    timing: { leaseSeconds: config.leaseSeconds, heartbeatMs: (config.leaseSeconds * 1000) / 4 },
    onChange: () => undefined,
  });
  return {
    settings,
    layout,
    definitions,
    engine,
    operations: createRegistrationOperations({ layout, engine, settings }),
    archives: createArchiveOperations({ layout, engine, settings, machine: os.hostname(), clock }),
    copies: createCopyOperations({ layout, engine }),
    life: createLifecycleOperations({
      ...{ layout, engine, settings, clock },
      knownServer: null,
      fileState: async () => 'there',
    }),
    wroteEnd: () => wroteEnd,
    async close() {
      await engine.close();
      mailer?.close();
      await layout.close();
    },
  };
}
