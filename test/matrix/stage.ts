import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { AppError } from '../../shared/errors.ts';
import { type MatrixConsole, openConsole } from './console.ts';
import { type MatrixPlatform, startPlatform } from './platform.ts';
import { createTenants, type Tenants } from './tenants.ts';

/** A server of its own for one matrix, and what its cases share. */
export interface Stage {
  readonly platform: MatrixPlatform;
  /** The colleague's console: whoever takes over, and whoever prepares. */
  readonly second: MatrixConsole;
  /** A console on which every provisioning fails just before it activates its tenant. */
  readonly failing: MatrixConsole;
  readonly tenants: Tenants;
  /** As superuser, in the platform's database. */
  readonly admin: pg.Pool;
  /** For what operations write on this machine. */
  readonly folder: string;
  /** None begins as another one. */
  nextCode(): string;
  close(): Promise<void>;
}

const refuse = async (): Promise<never> => {
  throw new AppError('refused', 'server.refused_statement');
};

export async function openStage(leaseSeconds: number): Promise<Stage> {
  const platform = await startPlatform(leaseSeconds);
  const [second, failing, folder] = await Promise.all([
    openConsole(platform.config, { machine: os.hostname() }),
    openConsole(platform.config, {
      machine: 'failing',
      wrapRoles: (roles) => ({ ...roles, tenants: { ...roles.tenants, activate: refuse } }),
    }),
    mkdtemp(path.join(os.tmpdir(), 'tenantry-files-')),
  ]);
  const admin = new pg.Pool({ ...platform.admin, max: 4 });
  admin.on('error', () => undefined);
  let codes = 0;
  const nextCode = (): string => {
    codes += 1;
    return `co${String(codes).padStart(5, '0')}`;
  };
  return {
    platform,
    second,
    failing,
    tenants: createTenants({ platform, second, folder, nextCode }),
    admin,
    folder,
    nextCode,
    async close() {
      await Promise.all([second.close(), failing.close(), admin.end()]);
      await platform.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
