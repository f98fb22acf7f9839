import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { safeFileName } from './file-name.ts';
import type { FileDialogs } from './ports.ts';

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
    async openFolder({ title }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title,
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
  };
}
