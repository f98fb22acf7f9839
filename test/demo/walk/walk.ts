import type { Page } from 'playwright-core';
import { codeFromCompanyName } from '../../../shared/domain/names.ts';
import type { DemoPlatform } from '../platform.ts';
import {
  cleanUp,
  closePanel,
  openRegistrations,
  openRow,
  openTenant,
  operationPanel,
  provision,
  retry,
  untilState,
} from './registrations.ts';
import { serverSide } from './server-side.ts';
import { signIn } from './sign-in.ts';
import type { Teller } from './teller.ts';
import { closeDialog, liftHold, putOnHold } from './tenants.ts';

const [good, withoutMail, withoutRight] = [
  'Uçarı Lojistik ve Dağıtım A.Ş.',
  'Gökçeağaç Arıcılık & Bal Ltd. Şti.',
  'Łękawa Ñandú Straße O’Brien',
] as const;
const orphan = 'İpekyolu Tekstil San. ve Tic. Ltd. Şti.';
const hold = { company: good, kind: 'Security', reason: 'Sign-ins from eleven countries within one hour' };

export interface Walk {
  readonly page: Page;
  readonly demo: DemoPlatform;
  readonly step: Teller['step'];
}

function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** The main job, as an operator does it; after each act the server is asked whether it is so. */
export async function walk({ page, demo, step }: Walk): Promise<object> {
  const server = serverSide(demo);
  const code = codeFromCompanyName;

  await step('Sign in as the super admin', () => signIn(page, demo.operator));
  await step('Open the queue of registrations', () => openRegistrations(page));

  const goOn = await server.holdUp();
  await step(`Provision ${good}`, async () => {
    await provision(page, good);
    await operationPanel(page, good).getByText('Step 3 of 9, Creating admin user').waitFor();
  }).finally(goOn);
  await step('Nine steps end with an active tenant and a welcome mail', async () => {
    await untilState(page, good, 'Succeeded');
    expect(await server.isStamped(code(good)), 'the new database carries no stamp of its tenant');
    expect((await server.loginRefusal(code(good))) === null, 'the new role may not log in');
    expect(demo.mail.mails.length === 1, 'no welcome mail arrived');
    const shown = operationPanel(page, good).getByRole('list', { name: 'Provisioning' }).getByRole('listitem');
    expect((await shown.count()) === 9, 'other than nine steps are shown');
  });
  await closePanel(page, good);

  await step('The mail server refuses: the tenant works, with a warning', async () => {
    demo.mail.refuse(true);
    await provision(page, withoutMail);
    await untilState(page, withoutMail, 'Succeeded');
    await operationPanel(page, withoutMail).getByText('Done with a warning').first().waitFor();
    demo.mail.refuse(false);
    expect(await server.isStamped(code(withoutMail)), 'the new database carries no stamp of its tenant');
    expect(demo.mail.mails.length === 1, 'a mail arrived from a server that refused it');
  });
  await closePanel(page, withoutMail);

  await step('The server refuses to create a database: the operation fails', async () => {
    await server.mayCreateDatabases(false);
    await provision(page, withoutRight);
    await untilState(page, withoutRight, 'Failed');
    expect(!(await server.databaseExists(code(withoutRight))), 'there is a database after all');
  });
  await closePanel(page, withoutRight);
  await step('The queue tells the step and the server’s own words', async () => {
    const details = await openRow(page, withoutRight);
    await details.getByText('permission denied to create database').first().waitFor();
  });
  await step('The right is given back: retry goes on where it failed', async () => {
    await server.mayCreateDatabases(true);
    await retry(page, withoutRight);
    await untilState(page, withoutRight, 'Succeeded');
    expect(await server.isStamped(code(withoutRight)), 'the new database carries no stamp of its tenant');
  });
  await closePanel(page, withoutRight);

  await step('Clean up what an earlier failure left behind', async () => {
    expect(await server.databaseExists(code(orphan)), 'the orphan’s database is not there');
    const reason = 'The company signs up again under another name';
    await cleanUp(page, { company: orphan, code: code(orphan), reason, password: demo.operator.password });
    expect(!(await server.databaseExists(code(orphan))), 'the orphan’s database is still there');
    expect((await server.registrationStatus(code(orphan))) === 'Verified', 'the registration was not released');
  });

  await step('Open the first tenant', () => openTenant(page, good));
  await step('Put it on hold: its role may not log in', async () => {
    await putOnHold(page, hold);
    expect((await server.loginRefusal(code(good))) === '28000', 'the role of a held tenant could log in');
  });
  await closeDialog(page);
  await step('Lift the hold: it may log in again', async () => {
    await liftHold(page, { ...hold, reason: 'The owner changed every password' });
    expect((await server.loginRefusal(code(good))) === null, 'the role may still not log in');
  });
  await closeDialog(page);
  return { provisioned: 3, warned: 1, retried: 1, cleanedUp: 1, held: 1, released: 1, mails: demo.mail.mails.length };
}
