import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** Migrations are read from disk, in the built program as in the sources. */
const migrationBundles: Plugin = {
  name: 'migration-bundles',
  generateBundle() {
    const from = 'main/migrations/bundles';
    for (const file of readdirSync(from, { recursive: true, encoding: 'utf8' }))
      if (file.endsWith('.sql'))
        this.emitFile({
          type: 'asset',
          fileName: path.posix.join('migrations/bundles', file.replaceAll(path.sep, '/')),
          source: readFileSync(path.join(from, file)),
        });
  },
};

export default defineConfig({
  main: {
    plugins: [migrationBundles],
    build: { outDir: 'out/main', lib: { entry: 'main/index.ts' } },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      lib: { entry: 'preload/index.ts', formats: ['cjs'] },
      rolldownOptions: { output: { entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
});
