// node --import ./test/electron/register.mjs out/main/index.js
// Runs the built app with the stand-in where it asks for `electron`.
import { registerHooks } from 'node:module';

const standIn = new URL('./module.ts', import.meta.url).href;
Object.defineProperty(process, 'versions', {
  value: Object.freeze({ ...process.versions, electron: 'stand-in' }),
  enumerable: true,
});

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
