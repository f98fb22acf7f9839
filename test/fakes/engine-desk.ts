import type { PlatformLayout } from '../../main/layouts/layout.ts';
import type { OperationDefinition } from '../../main/operations/definition.ts';
import { createEngine, type Engine } from '../../main/operations/engine.ts';
import { cleanUpOperation } from '../../main/tenants/clean-up.ts';
import { lifeDefinitions } from '../../main/tenants/lifecycle-operations.ts';
import type { TenantPasswords } from '../../main/tenants/ports.ts';
import { provisionOperation } from '../../main/tenants/provision.ts';
import {
  createRegistrationOperations,
  type RegistrationOperations,
} from '../../main/tenants/registration-operations.ts';
import type { ConsoleId, OperationId, RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import type { OperationView } from '../../shared/domain/operations.ts';
import type { AppError } from '../../shared/errors.ts';
import type { MemoryPlatform } from './memory-layout.ts';
import { createMovedClock, type MovedClock } from './moved-clock.ts';

/** One console's engine on a platform in memory. */
export interface EngineDesk {
  readonly layout: PlatformLayout;
  readonly engine: Engine;
  readonly operations: RegistrationOperations;
  readonly clock: MovedClock;
  /** As somebody who may do everything. */
  retry(id: RegistrationId, actor: string): Promise<OperationId>;
  /** Everything that its window was told, in order. */
  readonly told: ReadonlyArray<OperationView>;
  readonly mails: ReadonlyArray<string>;
  /** Tenants whose role's password is kept no longer. */
  readonly forgotten: ReadonlyArray<TenantId>;
  refuseMail(error: AppError | undefined): void;
  /** Lets time pass, here and on the server, until this console no longer works on it. */
  settled(id: OperationId): Promise<OperationView>;
  /** Lets time pass, here and on the server. */
  pass(milliseconds: number): Promise<void>;
}

const stepMs = 100;
const patienceMs = 30 * 60_000;
/** Everything that waits for nothing but other promises. */
const promises = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export async function startDesk(
  platform: MemoryPlatform,
  machine = 'one',
  more: ReadonlyArray<OperationDefinition> = [],
): Promise<EngineDesk> {
  const layout = platform.open();
  await layout.setWritable(true);
  const clock = createMovedClock();
  const told: OperationView[] = [];
  const mails: string[] = [];
  const forgotten: TenantId[] = [];
  const passwords: TenantPasswords = {
    verifierFor: async () => 'verifier',
    forget: async ({ tenantId }) => void forgotten.push(tenantId),
  };
  let refusal: AppError | undefined;
  const engine = createEngine({
    journal: layout.journal,
    definitions: [
      provisionOperation({
        openRoles: layout.openOperation,
        passwords,
        async sendWelcome({ messageId }) {
          if (refusal !== undefined) throw refusal;
          mails.push(messageId);
        },
      }),
      cleanUpOperation({ openRoles: layout.openOperation, passwords }),
      ...lifeDefinitions({ openRoles: layout.openOperation, layout, passwords, clock }),
      ...more,
    ],
    console: { id: crypto.randomUUID() as string as ConsoleId, machine, appVersion: '0' },
    clock,
    onChange: (view) => told.push(view),
  });
  const pass = async (milliseconds: number): Promise<void> => {
    for (let passed = 0; passed < milliseconds; passed += stepMs) {
      await promises();
      platform.world.clock.now += stepMs;
      clock.pass(stepMs);
    }
    await promises();
  };
  const operations = createRegistrationOperations({ layout, engine, settings: platform.settings });
  return {
    layout,
    engine,
    operations,
    clock,
    retry: (id, actor) => operations.retry(id, actor, () => undefined),
    told,
    mails,
    forgotten,
    refuseMail: (error) => {
      refusal = error;
    },
    pass,
    async settled(id) {
      let over = false;
      void engine.whenSettled(id).then(() => {
        over = true;
      });
      await promises();
      for (let passed = 0; !over; passed += stepMs) {
        if (passed > patienceMs) throw new Error('it never ends');
        await pass(stepMs);
      }
      return engine.get(id);
    },
  };
}
