import { expect, it } from 'vitest';
import { closedStill, type Doors, type Subject } from '../../main/tenants/closing.ts';
import type { SealReceipt, TenantDatabaseInfo } from '../../shared/contract/tenants.ts';
import type { TenantId } from '../../shared/domain/ids.ts';

const id = '7d0f2f5e-4444-4000-8000-000000000001' as TenantId;
const subject: Subject = { id, name: 'Çınar', storage: { id, database: 'Stocker_cinar_Db' } };
const receipt = (part: Partial<SealReceipt>): SealReceipt => ({
  ...{ sealed: true, role: 'stocker_cinar_app', sessionsEnded: 0, sessionsLeft: 0, loginRefused: true },
  ...part,
});

/** A role whose door stands as it is told, until it is sealed. */
function doorsOf(canLogin: boolean) {
  let open = canLogin;
  let seals = 0;
  const doors = {
    gate: {
      seal: async () => {
        seals += 1;
        open = false;
        return receipt({});
      },
    },
    inspect: async () => ({ role: { canLogin: open } }) as TenantDatabaseInfo,
  } as unknown as Doors;
  return { doors, seals: () => seals };
}

it.each([
  ['was opened after it', receipt({})],
  ['was opened even while it was being closed', receipt({ sealed: false, loginRefused: false })],
])('closes again what %s', async (_when, before) => {
  const { doors, seals } = doorsOf(true);
  expect(await closedStill(doors, subject, before)).toMatchObject({ sealed: true });
  expect(seals()).toBe(1);
});

it('leaves what is closed, and what has no role of its own, as it is', async () => {
  const closed = doorsOf(false);
  expect(await closedStill(closed.doors, subject, receipt({}))).toEqual(receipt({}));
  const without = doorsOf(true);
  const none = receipt({ sealed: false, role: null });
  expect(await closedStill(without.doors, subject, none)).toEqual(none);
  expect([closed.seals(), without.seals()]).toEqual([0, 0]);
});
