import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { launchConsole, type RunningConsole } from '../electron/launch.ts';
import { type DemoPlatform, startDemoPlatform } from './platform.ts';
import { registerDemo } from './register.ts';
import { createTeller, type Teller } from './walk/teller.ts';
import { walk } from './walk/walk.ts';

const results = path.resolve(import.meta.dirname, '../../test-results/demo');
const print = (line: string): void => console.log(line);
/** Enough for what is shown; the other tenants have rows only. */
const databases = 12;

interface Stage {
  readonly folder: string;
  demo?: DemoPlatform;
  console?: RunningConsole;
}

async function perform(stage: Stage, teller: Teller): Promise<object> {
  const demo = await teller.step('Make a demo platform of 60 tenants', () =>
    startDemoPlatform({ dataFolder: path.join(stage.folder, 'demo'), tenants: 60, databases, log: () => undefined }),
  );
  stage.demo = demo;
  const userData = path.join(stage.folder, 'user');
  await registerDemo(userData, demo);
  const opened = await teller.step('Open the console', async () => {
    // The words that are looked for are the English ones, whatever this computer speaks.
    const env = { LC_ALL: 'en_US.UTF-8' };
    stage.console = await launchConsole({ userData, width: 1440, height: 900, env });
    // What is asked of the server before anybody signs in has been answered.
    await stage.console.page
      .getByRole('button', { name: 'Check again' })
      .and(stage.console.page.locator(':enabled'))
      .waitFor();
    return stage.console;
  });
  const shown = await walk({ page: opened.page, demo, step: teller.step });
  const errors = [...opened.cspViolations, ...opened.consoleErrors, ...opened.foreignRequests];
  if (errors.length > 0) throw new Error(`the page complained: ${errors.join(' | ')}`);
  return { shell: opened.kind, ...shown };
}

/** Everything that was started is stopped, whatever happened; what can't be stopped does not hide what went wrong. */
async function strike({ console: opened, demo, folder }: Stage): Promise<void> {
  await opened?.close().catch(() => undefined);
  await demo?.remove().catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
}

const begun = performance.now();
const stage: Stage = { folder: await mkdtemp(path.join(os.tmpdir(), 'tenantry-demo-')) };
// The server may run as another user, who has to get through to its own folder.
await chmod(stage.folder, 0o711);
const teller = await createTeller({ page: () => stage.console?.page, folder: results, print });
try {
  const figures = await perform(stage, teller);
  const seconds = Math.round((performance.now() - begun) / 1000);
  await strike(stage);
  print(JSON.stringify({ demo: 'ok', steps: teller.steps, ...figures, seconds }));
} catch (error) {
  const picture = await teller.failed();
  const output = stage.console?.output() ?? '';
  await strike(stage);
  console.error(`\nAt "${teller.at}": ${error instanceof Error ? error.message : String(error)}`);
  if (picture !== null) console.error(`What the window showed: ${path.relative(process.cwd(), picture)}`);
  if (output !== '') console.error(output.slice(-2_000));
  print(JSON.stringify({ demo: 'failed', steps: teller.steps, at: teller.at }));
  process.exitCode = 1;
}
