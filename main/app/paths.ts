import path from 'node:path';

export interface AppPaths {
  readonly renderer: string;
  readonly preload: string;
  readonly windowState: string;
}

/** `entry` is the folder of the built `index.js`; only the entry file knows it, since its imports may be built into other folders. */
export const appPaths = (entry: string, userData: string): AppPaths => ({
  renderer: path.join(entry, '../renderer'),
  preload: path.join(entry, '../preload/index.cjs'),
  windowState: path.join(userData, 'window.json'),
});
