import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { launchStandIn, type RunningStandIn } from '../electron/launch.ts';

export const HOME = 'tenantry://app/';

/** The built app's window for the tests of one file. */
export function openWindow(): () => RunningStandIn {
  let userData: string;
  let running: RunningStandIn | undefined;
  beforeAll(async () => {
    userData = await mkdtemp(path.join(os.tmpdir(), 'tenantry-security-'));
    running = await launchStandIn({ userData });
  });
  afterAll(async () => {
    await running?.close();
    await rm(userData, { recursive: true, force: true });
  });
  return () => {
    if (running === undefined) throw new Error('the window did not open');
    return running;
  };
}
