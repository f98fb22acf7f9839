import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { FileDialogs } from './ports.ts';

const MAX_NAME = 120;

/** Names are made from tenants' data: what comes out is one segment that every system takes. */
export function safeFileName(suggested: string, extension: string): string {
  const bare = suggested.endsWith(`.${extension}`) ? suggested.slice(0, -extension.length - 1) : suggested;
  const clean = bare
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\\/:*?"<>|]+/gu, '-')
    .replace(/^[.\s-]+|[.\s-]+$/g, '');
  const whole = [...clean].slice(0, MAX_NAME).join('');
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(whole);
  return `${whole === '' || reserved ? `tenantry-${whole}`.replace(/-$/, '') : whole}.${extension}`;
}

export function createFileDialogs(window: BrowserWindow): FileDialogs {
  return {
    async saveFile({ title, suggestedName, extension }) {
      const defaultPath = path.join(app.getPath('documents'), safeFileName(suggestedName, extension));
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title,
        defaultPath,
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      return canceled || filePath === '' ? null : filePath;
    },
    async openFile({ title, extension }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title,
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
        properties: ['openFile'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
  };
}
