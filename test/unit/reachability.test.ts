import { expect, it } from 'vitest';
import { watchReachability } from '../../main/connections/reachability.ts';
import type { Reachability } from '../../shared/contract/session.ts';
import { AppError } from '../../shared/errors.ts';
import { createMovedClock } from '../fakes/moved-clock.ts';

function house() {
  const clock = createMovedClock();
  const told: Array<Reachability> = [];
  let there = true;
  let pings = 0;
  const watch = watchReachability({
    clock,
    layout: {
      ping: async () => {
        pings += 1;
        if (!there) throw new AppError('unreachable', 'server.lost');
        return 3;
      },
    },
    onChecked: (reachability) => told.push(reachability),
  });
  const settled = async () => {
    await watch.check();
    told.pop();
  };
  return {
    ...{ clock, told, watch, settled },
    pings: () => pings,
    gone: () => {
      there = false;
    },
    back: () => {
      there = true;
    },
  };
}

it('asks every five seconds and tells each time', async () => {
  const { clock, told } = house();
  for (let asked = 1; asked <= 3; asked += 1) {
    clock.pass(5_000);
    await expect.poll(() => told.length).toBe(asked);
  }
  expect(told.at(-1)).toEqual({ online: true, latencyMs: 3, checkedAt: '2026-11-21T09:00:15.000Z' });
});

it('says since when the server is gone, until it is back', async () => {
  const { clock, watch, gone, back } = house();
  gone();
  const first = await watch.check();
  clock.pass(10_000);
  expect(await watch.check()).toEqual({ online: false, since: first.checkedAt, checkedAt: '2026-11-21T09:00:10.000Z' });
  back();
  expect(await watch.check()).toMatchObject({ online: true });
  gone();
  expect(await watch.check()).toMatchObject({ online: false, since: '2026-11-21T09:00:10.000Z' });
});

it('asks at once when a call failed as if the connection was gone, and only then', async () => {
  const { watch, told } = house();
  watch.suspect(new AppError('conflict', 'name.code_taken'));
  expect(told).toEqual([]);
  watch.suspect(new AppError('unreachable', 'server.lost'));
  watch.suspect(new AppError('timeout', 'server.timeout'));
  await expect.poll(() => told.length).toBe(1);
});

it('asks one question at a time and none after it was stopped', async () => {
  const { clock, watch, told, pings } = house();
  await Promise.all([watch.check(), watch.check(), watch.check()]);
  expect(pings()).toBe(1);
  watch.stop();
  clock.pass(60_000);
  watch.suspect(new AppError('unreachable', 'server.lost'));
  expect([pings(), told.length]).toEqual([1, 1]);
});
