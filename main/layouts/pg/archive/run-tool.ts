import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../../shared/errors.ts';

export interface ToolRun {
  readonly program: string;
  readonly args: ReadonlyArray<string>;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** What it reads; nothing without it. */
  readonly input?: Readable;
  /** An open file that it writes into; without it what it says is given back. */
  readonly output?: number;
  readonly onLine?: (line: string) => void;
}

export interface ToolEnd {
  readonly code: number | null;
  readonly output: string;
  /** The last of what it said, oldest first. */
  readonly lines: ReadonlyArray<string>;
}

const graceMs = 3_000;
const mostLines = 40;
const mostOutput = 16_000_000;

/** Asks it to stop, and no longer asks when it doesn't. */
function stop(child: ChildProcess): () => void {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  return () => clearTimeout(timer);
}

async function textOf(stream: Readable | null): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream ?? []) {
    size += (part as Buffer).length;
    if (size > mostOutput) throw new Error('a tool said more than it should');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Runs one of the server's own tools to its end. Being stopped is an error; a code that is not 0 is for the caller. */
export async function runTool(run: ToolRun): Promise<ToolEnd> {
  if (run.signal.aborted) throw new AppError('cancelled', 'cancelled');
  const child = spawn(run.program, [...run.args], {
    env: run.env,
    stdio: [run.input === undefined ? 'ignore' : 'pipe', run.output ?? 'pipe', 'pipe'],
    windowsHide: true,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  let calmDown = (): void => undefined;
  const onAbort = (): void => {
    calmDown = stop(child);
  };
  run.signal.addEventListener('abort', onAbort, { once: true });
  const lines: string[] = [];
  if (child.stderr !== null)
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      if (lines.length > mostLines) lines.shift();
      run.onLine?.(line);
    });
  // One that ends early leaves its input unread; why, it says itself.
  const fed =
    run.input === undefined || child.stdin === null ? undefined : pipeline(run.input, child.stdin).catch(readFailure);
  try {
    const [code, output, failure] = await Promise.all([ended, textOf(child.stdout), fed]);
    if (run.signal.aborted) throw new AppError('cancelled', 'cancelled');
    if (failure !== undefined) throw failure;
    return { code, output, lines };
  } catch (error) {
    child.kill('SIGKILL');
    throw run.signal.aborted ? new AppError('cancelled', 'cancelled') : error;
  } finally {
    run.signal.removeEventListener('abort', onAbort);
    calmDown();
  }
}

function readFailure(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EPIPE' || code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' ? undefined : error;
}
