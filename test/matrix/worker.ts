/**
 * A console in a process of its own. Every line that it reads is a task: it starts one operation, and dies, or stops,
 * at one point of it. Where it was only stopped, it tells how that ended, and reads on.
 */
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline/promises';
import type { OperationId } from '../../shared/domain/ids.ts';
import { type ConsoleConfig, openConsole } from './console.ts';
import { scenarioNamed } from './kinds/all.ts';
import type { Arranged } from './kinds/kind.ts';
import type { Point } from './points.ts';

export interface WorkerTask {
  readonly config: ConsoleConfig;
  readonly scenario: string;
  readonly arranged: Arranged;
  readonly at: Point;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}

export type WorkerReport =
  | { readonly at: OperationId }
  /** `wroteEnd`: it took itself for the holder to the end. */
  | { readonly ended: { readonly wroteEnd: boolean } }
  | { readonly failed: string };

const report = (line: WorkerReport): void => void writeSync(1, `${JSON.stringify(line)}\n`);

async function work({ config, scenario, arranged, at, signal }: WorkerTask): Promise<void> {
  let reached = false;
  const first = await openConsole(config, {
    machine: 'first',
    async watch({ seq, moment }, operation) {
      if (reached || seq !== at.seq || moment !== at.moment) return;
      reached = true;
      report({ at: operation });
      process.kill(process.pid, signal);
      // A signal to oneself is delivered a moment later; nothing may happen in between.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    },
  });
  await first.engine.whenSettled(await scenarioNamed(scenario).start(first, arranged));
  report({ ended: { wroteEnd: first.wroteEnd() } });
  await first.close();
}

// It is not given the time to do so at its end.
flushCompileCache();

for await (const line of createInterface({ input: process.stdin }))
  await work(JSON.parse(line) as WorkerTask).catch((error: unknown) => report({ failed: String(error) }));
