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
      if (/\.(sql|json)$/.test(file))
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

const packages = /[\\/]node_modules[\\/]/;
const ofOneScreen = /[\\/]node_modules[\\/](@mui[\\/]x-|reselect|react-hook-form|@hookform)/;

/**
 * A handful of files instead of one for every small part that two screens share: each file costs a round trip through
 * main. What a file needs comes with it, so that the narrower ones are named first.
 */
const rendererFiles = [
  // On its own: it is told of the policy before anything else is read.
  { name: 'zod', priority: 3, test: /[\\/]node_modules[\\/]zod[\\/]/ },
  { name: 'packages', priority: 2, test: (id: string) => packages.test(id) && !ofOneScreen.test(id) },
  {
    name: 'parts',
    priority: 1,
    test: (id: string) =>
      /[\\/](renderer[\\/](components|stores|ipc|i18n|theme)|shared)[\\/]/.test(id) &&
      !packages.test(id) &&
      !/[\\/](data-table|grid-text)\.tsx?$/.test(id),
  },
];

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
          codeSplitting: { groups: rendererFiles },
        },
      },
    },
  },
});
