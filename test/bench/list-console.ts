import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { compose } from '../../main/compose.ts';
import type { CallName, CallOutput } from '../../shared/contract/contract.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';

/** The whole of main behind its door, signed in to one platform. What a call answers is written as JSON, as it crosses. */
export interface BenchConsole {
  call<N extends CallName>(name: N, input: unknown): Promise<CallOutput<N>>;
  close(): Promise<void>;
}

export async function openConsole(settings: ProfileSettings, password: string): Promise<BenchConsole> {
  const userData = await mkdtemp(path.join(os.tmpdir(), 'tenantry-bench-'));
  const noDialog = async (): Promise<null> => null;
  const dialogs = { saveFile: noDialog, openFile: noDialog, openFolder: noDialog };
  const console = await compose({ userData, appVersion: '0.0.0', shell: 'bench', dialogs });
  const { signal } = new AbortController();
  const call = async <N extends CallName>(name: N, input: unknown): Promise<CallOutput<N>> => {
    const answer = await console.dispatch(name, input, { signal });
    JSON.stringify(answer);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.key} ${JSON.stringify(answer.error)}`);
    return answer.value as CallOutput<N>;
  };
  const owner = { name: 'Bench', email: 'bench@example.com', password: 'a long bench password' };
  const profile = await call('connections.save', { id: null, settings, secrets: { database: password } });
  await call('session.open', { profileId: profile.id });
  await call('session.createFirstOperator', owner);
  return {
    call,
    async close() {
      await console.close();
      await rm(userData, { recursive: true, force: true });
    },
  };
}
