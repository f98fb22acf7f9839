import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Session } from '../../main/access/session.ts';
import { createBroadcast } from '../../main/ipc/broadcast.ts';
import type { HandlerContext } from '../../main/ipc/handler.ts';
import { createLifecycleHandlers } from '../../main/ipc/handlers/lifecycle.ts';
import { certificateHash } from '../../main/tenants/certificate.ts';
import type { Certificate } from '../../shared/domain/deletion.ts';
import { AppError } from '../../shared/errors.ts';
import { pdfText } from '../builders/pdf-text.ts';
import { addTenant } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const waiver = { waiver: 'nobody wants a copy of it' };
const reason = 'the contract ended';

async function house(saveTo: string | null = join(temporaryFolder(), 'saved')) {
  const platform = createMemoryPlatform();
  const tenant = addTenant(platform);
  const desk = await startDesk(platform);
  const { layout, engine, clock } = desk;
  const profile = { settings: platform.settings, systemIdentifier: layout.server.systemIdentifier };
  const session = {
    platform: () => ({ layout, engine, profile }),
    actor: () => ({ operator: 'ayse@example.com', role: 'super_admin', platform: 'Memory' }),
    operator: () => ({ name: 'Ayşe Yılmaz' }),
  } as unknown as Session;
  const told: string[] = [];
  const asked: unknown[] = [];
  const noted: Array<readonly [string, unknown]> = [];
  const broadcast = createBroadcast();
  broadcast.events.subscribe((name, payload) => void told.push(`${name} ${JSON.stringify(payload)}`));
  const handlers = createLifecycleHandlers({
    ...{ session, broadcast, clock, fileState: async () => 'there' },
    dialogs: {
      ...{ openFile: async () => null, openFolder: async () => null },
      async saveFile(ask) {
        asked.push(ask);
        return saveTo;
      },
    },
  });
  const note = (what: string) => (value: unknown) => void noted.push([what, value]);
  const context: HandlerContext = {
    signal: new AbortController().signal,
    log: { subject: note('subject'), before: note('before'), after: note('after'), operation: note('operation') },
  };
  const deleted = async (): Promise<Certificate> => {
    const { id, code: typedCode } = tenant;
    await handlers['lifecycle.cancel']({ id, reason }, context);
    await handlers['lifecycle.schedule']({ id, reason, deleteAfter: '2026-11-21' }, context);
    const ask = { id, typedCode, reason, backup: waiver, export: waiver };
    const { operationId } = await handlers['lifecycle.delete'](ask, context);
    expect(await desk.settled(operationId)).toMatchObject({ state: 'succeeded' });
    const { certificate } = await handlers['lifecycle.get']({ id }, context);
    if (certificate === null) throw new Error('it was just deleted');
    return certificate;
  };
  return { ...platform, tenant, desk, handlers, context, told, asked, noted, saveTo, deleted };
}

it('tells the window and the log of each move, with its receipt', async () => {
  const { handlers, context, tenant, told, noted } = await house();
  const { id } = tenant;
  const { receipt } = await handlers['lifecycle.cancel']({ id, reason }, context);
  expect(receipt).toMatchObject({ sealed: true, sessionsLeft: 0 });
  expect(told).toEqual([`tenants.changed {"id":"${id}"}`]);
  expect(noted).toEqual([
    ['subject', { label: 'Çınar A.Ş.', id }],
    ['after', { lifecycle: 'cancelled', receipt }],
  ]);
});

it('tells the window of a tenant that is active and could not be opened', async () => {
  const { handlers, context, tenant, told, faults } = await house();
  const { id } = tenant;
  await handlers['lifecycle.cancel']({ id, reason }, context);
  faults.fail('tenantStorage.unseal', new AppError('unreachable', 'server.lost'));
  await expect(handlers['lifecycle.reactivate']({ id, reason }, context)).rejects.toMatchObject({ key: 'server.lost' });
  expect(told).toHaveLength(2);
});

it('keeps the name before and after in the log', async () => {
  const { handlers, context, tenant, noted } = await house();
  await handlers['lifecycle.rename']({ id: tenant.id, name: 'Çınar Bilişim' }, context);
  expect(noted).toContainEqual(['before', { name: 'Çınar A.Ş.' }]);
  expect(noted).toContainEqual(['after', { name: 'Çınar Bilişim' }]);
});

it('saves the certificate for machines, with the hash of what is in it', async () => {
  const { handlers, context, tenant, deleted, saveTo, asked } = await house();
  const certificate = await deleted();
  const ask = { id: tenant.id, format: 'json', language: 'en' } as const;
  expect(await handlers['lifecycle.saveCertificate'](ask, context)).toEqual({ file: saveTo });
  expect(asked).toEqual([
    { title: 'Save the certificate', suggestedName: 'certificate of deletion cinar', extension: 'json' },
  ]);
  const file = saveTo ?? '';
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ certificate, sha256: certificateHash(certificate) });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('saves the certificate for people, in the language that was asked for', async () => {
  const { handlers, context, tenant, deleted, saveTo, asked } = await house();
  const certificate = await deleted();
  await handlers['lifecycle.saveCertificate']({ id: tenant.id, format: 'pdf', language: 'tr' }, context);
  expect(asked).toMatchObject([{ suggestedName: 'silme belgesi cinar', extension: 'pdf' }]);
  const text = pdfText(readFileSync(saveTo ?? ''));
  expect(text).toContain('Silme belgesi');
  expect(text).toContain(certificateHash(certificate));
  expect(text).toContain('Ayşe Yılmaz');
});

it('writes nothing when the dialog is closed, and asks for no file where there is no certificate', async () => {
  const { handlers, context, tenant, deleted, asked } = await house(null);
  const ask = { id: tenant.id, format: 'json', language: 'en' } as const;
  await expect(handlers['lifecycle.saveCertificate'](ask, context)).rejects.toMatchObject({ code: 'not_found' });
  expect(asked).toEqual([]);
  await deleted();
  expect(await handlers['lifecycle.saveCertificate'](ask, context)).toBeNull();
});
