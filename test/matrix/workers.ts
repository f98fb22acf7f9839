import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { OperationId } from '../../shared/domain/ids.ts';
import type { WorkerReport, WorkerTask } from './worker.ts';

/** Long: what takes a second alone takes a minute beside others. */
const patienceMs = 180_000;

/** One console in its own process, from its start to its fate. */
export interface Worker {
  /** The operation at whose point it died or was stopped. Throws where it never came there. */
  atPoint(): Promise<OperationId>;
  /** Lets a stopped one go on, and tells whether it ended the operation after all. */
  wake(): Promise<{ readonly wroteEnd: boolean }>;
}

export interface Workers {
  /** Starts one that is ready when its task comes. Those that were only stopped are used again. */
  take(): (task: WorkerTask) => Worker;
  close(): void;
}

interface Process {
  readonly child: ChildProcess;
  /** The next report, or nothing when it is gone. */
  next(): Promise<WorkerReport | undefined>;
}

function startProcess(file: string): Process {
  // What was loaded into this process to break a rule is loaded there too.
  const child = spawn(process.execPath, [...process.execArgv, file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const reports: WorkerReport[] = [];
  let waiting: ((report: WorkerReport | undefined) => void) | undefined;
  let gone = false;
  const give = (report: WorkerReport | undefined): void => {
    const asked = waiting;
    waiting = undefined;
    if (asked !== undefined) asked(report);
    else if (report !== undefined) reports.push(report);
  };
  createInterface({ input: child.stdout }).on('line', (line) => give(JSON.parse(line) as WorkerReport));
  child.stdin.on('error', () => undefined);
  child.once('close', () => {
    gone = true;
    give(undefined);
  });
  return {
    child,
    async next() {
      const report = reports.shift();
      if (report !== undefined || gone) return report;
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
  };
}

const isStopped = ({ pid }: ChildProcess): boolean => / T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

const withPatience = async <T>({ child }: Process, work: Promise<T>): Promise<T> => {
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  return work.finally(() => clearTimeout(timer));
};

/** `file`: what a worker runs. */
export function createWorkers(file: string): Workers {
  const all = new Set<Process>();
  const idle: Process[] = [];
  const start = (): Process => {
    const started = startProcess(file);
    all.add(started);
    started.child.once('close', () => all.delete(started));
    return started;
  };
  const workerOn = (running: Process, { signal }: WorkerTask): Worker => ({
    async atPoint() {
      const report = await withPatience(running, running.next());
      if (report === undefined || !('at' in report))
        throw new Error(`the point was not met: ${JSON.stringify(report ?? 'gone')}`);
      if (signal === 'SIGKILL') await withPatience(running, running.next());
      else while (!isStopped(running.child)) await wait(5);
      return report.at;
    },
    async wake() {
      running.child.kill('SIGCONT');
      const report = await withPatience(running, running.next());
      if (report === undefined || !('ended' in report))
        throw new Error(`the first console did not end by itself: ${JSON.stringify(report ?? 'gone')}`);
      idle.push(running);
      return report.ended;
    },
  });
  return {
    take() {
      const running = idle.pop() ?? start();
      return (task) => {
        running.child.stdin?.write(`${JSON.stringify(task)}\n`);
        return workerOn(running, task);
      };
    },
    close() {
      for (const { child } of all) child.kill('SIGKILL');
    },
  };
}
