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

/** What the first picture needs is named in the page itself, so that it is all asked for at once. */
const preloadStart: Plugin = {
  name: 'preload-start',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const start = Object.values(bundle).find((part) => part.type === 'chunk' && part.name === 'start');
      if (start?.type !== 'chunk') return [];
      return [start.fileName, ...start.imports]
        .filter((file) => !html.includes(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
          injectTo: 'head',
        }));
    },
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
    plugins: [react(), preloadStart],
    build: {
      outDir: 'out/renderer',
      minify: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: 'renderer/index.html',
        output: {
          // One file instead of one for each icon that two screens share.
          codeSplitting: { groups: [{ name: 'icons', test: /[\\/]node_modules[\\/]lucide-react[\\/]/ }] },
        },
      },
    },
  },
});
