import pg from 'pg';
import { databaseNameFor } from '../../shared/domain/names.ts';
import { connected } from '../servers/databases.ts';
import { changesBetween, type Digest, digestOf } from './digest.ts';
import type { Case } from './matrices.ts';
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
  (await digestOf(stage, [database])).filter((line) => line.includes('datname') || line.includes('ledger'));

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

const provisionCase: Case = {
  name: "provision and clean_up under a stranger's name",
  async run({ stage }) {
    const code = stage.nextCode();
    const database = databaseNameFor(stage.platform.config.settings.databasePattern, code);
    const registration = await stage.platform.register(code);
    await makeStrangers(stage, database);
    const { engine, operations } = stage.second;
    const ended = async (act: typeof operations.provision) => {
      const id = await act(registration, 'first');
      await engine.whenSettled(id);
      return engine.get(id);
    };
    return meetStrangers(stage, {
      database,
      async act() {
        const provisioned = await ended(operations.provision);
        const cleaned = await ended(operations.cleanUp);
        return [
          ...(provisioned.error?.key === 'tenant.foreign_stamp' ? [] : [`provisioned: ${provisioned.state}`]),
          ...(cleaned.state === 'succeeded' ? [] : [`clean-up: ${cleaned.state} ${cleaned.error?.key}`]),
        ];
      },
    });
  },
};

export const foreignCases: ReadonlyArray<Case> = [provisionCase];
