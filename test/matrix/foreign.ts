import pg from 'pg';
import type { OperationId } from '../../shared/domain/ids.ts';
import { databaseNameFor } from '../../shared/domain/names.ts';
import type { OperationView } from '../../shared/domain/operations.ts';
import type { ErrorKey } from '../../shared/error-keys.ts';
import { connected } from '../servers/databases.ts';
import type { Case } from './case.ts';
import type { MatrixConsole } from './console.ts';
import { changesBetween, type Digest, digestOf } from './digest.ts';
import { deleteScenario } from './kinds/delete.ts';
import { dropCopyScenario } from './kinds/drop-copy.ts';
import type { Arranged, Scenario } from './kinds/kind.ts';
import { swapCopyScenario } from './kinds/swap-copy.ts';
import type { Stage } from './stage.ts';

/** Whose they are is not ours to ask: they are there, under a name that we would have taken. */
async function makeStrangers({ platform, admin }: Stage, database: string): Promise<void> {
  const { user } = platform.config.settings;
  await admin.query(
    `CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${pg.escapeIdentifier(user)} TEMPLATE template0`,
  );
  await connected({ ...platform.admin, database }, (client) =>
    client.query('CREATE TABLE ledger (n integer); INSERT INTO ledger VALUES (1), (2)'),
  );
}

/** Only of the database itself: what the platform writes about its own failure is another matter. */
const strangersLines = async (stage: Stage, database: string): Promise<Digest> =>
  (await digestOf(stage, [database])).filter(
    (line) => line.includes(`"datname":"${database}"`) || (line.startsWith(`${database} `) && line.includes('ledger')),
  );

/** A stranger's database under the name that an operation goes by: it is refused, and left exactly as it was. */
async function meetStrangers(
  stage: Stage,
  { database, act }: { readonly database: string; act(): Promise<ReadonlyArray<string>> },
): Promise<ReadonlyArray<string>> {
  const before = await strangersLines(stage, database);
  const problems = await act();
  const after = await strangersLines(stage, database);
  return [
    ...(before.length < 2 ? ['there was no database of a stranger'] : []),
    ...problems,
    ...changesBetween(before, after).map((change) => `a stranger's database: ${change}`),
  ];
}

/** As it may be after somebody restored a server by hand. */
async function replaceByStrangers(stage: Stage, database: string): Promise<void> {
  await stage.admin.query(`DROP DATABASE ${pg.escapeIdentifier(database)} WITH (FORCE)`);
  await makeStrangers(stage, database);
}

async function ended({ engine }: MatrixConsole, operation: Promise<OperationId>): Promise<OperationView> {
  const id = await operation;
  await engine.whenSettled(id);
  return engine.get(id);
}

const provisionCase: Case = {
  name: "provision and clean_up under a stranger's name",
  points: 2,
  async run({ stage }) {
    const code = stage.nextCode();
    const database = databaseNameFor(stage.platform.config.settings.databasePattern, code);
    const registration = await stage.platform.register(code);
    await makeStrangers(stage, database);
    const { operations } = stage.second;
    return meetStrangers(stage, {
      database,
      async act() {
        const provisioned = await ended(stage.second, operations.provision(registration, 'first'));
        const cleaned = await ended(stage.second, operations.cleanUp(registration, 'first'));
        return [
          ...(provisioned.error?.key === 'tenant.foreign_stamp' ? [] : [`provisioned: ${provisioned.state}`]),
          ...(cleaned.state === 'succeeded' ? [] : [`clean-up: ${cleaned.state} ${cleaned.error?.key}`]),
        ];
      },
    });
  },
};

/** A kind that comes upon a stranger where its own was: it stops with that sentence, and touches nothing. */
const refusal = <A extends Arranged>(
  scenario: Scenario<A>,
  { database, key }: { database(arranged: A): string; readonly key: ErrorKey },
): Case => ({
  name: `${scenario.kind} where a stranger's database is`,
  points: 1,
  async run({ stage }) {
    const arranged = await scenario.arrange(stage);
    await replaceByStrangers(stage, database(arranged));
    return meetStrangers(stage, {
      database: database(arranged),
      async act() {
        const { state, error } = await ended(stage.second, scenario.start(stage.second, arranged));
        return state === 'failed' && error?.key === key ? [] : [`${state}: ${error?.key}`];
      },
    });
  },
});

/** What carries a stranger's mark, or none, is neither taken nor dropped. */
export const foreignCases: ReadonlyArray<Case> = [
  provisionCase,
  refusal(dropCopyScenario, { database: ({ tenant }) => tenant.copy.database, key: 'copy.foreign' }),
  refusal(swapCopyScenario, { database: ({ tenant }) => tenant.copy.database, key: 'copy.foreign' }),
  refusal(swapCopyScenario, { database: ({ tenant }) => tenant.database, key: 'tenant.foreign_stamp' }),
  refusal(deleteScenario, { database: ({ tenant }) => tenant.database, key: 'tenant.foreign_stamp' }),
  refusal(deleteScenario, { database: ({ tenant }) => tenant.copy.database, key: 'copy.foreign' }),
];
