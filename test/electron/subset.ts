import type { Ask } from './halves.ts';

type Recorder = (ask: Ask) => void;

const waiting: Ask[] = [];
let recorder: Recorder = (ask) => void waiting.push(ask);

/** Until the other half is there, what is asked waits. */
export function recordWith(next: Recorder): void {
  recorder = next;
  for (const ask of waiting.splice(0)) next(ask);
}

export const record = (what: string, args: ReadonlyArray<unknown>): void => recorder({ what, with: args.map(plain) });

export const notHere = (what: string): Error => new Error(`not in the stand-in: ${what}`);

/** Traffic, not requests: too many, and not about how the app is set up. */
const quiet = new Set(['send', 'getURL', 'isDestroyed', 'getPath', 'getNormalBounds', 'isMaximized', 'isMinimized']);

/** The members that are there, recorded; every other name fails loudly instead of being `undefined`. */
export function subset<T extends object>(name: string, implementation: T): T {
  return new Proxy(implementation, {
    get(target, key) {
      if (typeof key === 'symbol' || key === 'then' || key === 'toJSON') return Reflect.get(target, key);
      if (!(key in target)) throw notHere(`${name}.${key}`);
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function' || quiet.has(key)) return value;
      return (...args: ReadonlyArray<unknown>) => {
        record(`${name}.${key}`, args);
        return Reflect.apply(value, target, args);
      };
    },
    set(target, key, value) {
      if (!(key in target)) throw notHere(`${name}.${String(key)}`);
      record(`${name}.${String(key)} =`, [value]);
      return Reflect.set(target, key, value);
    },
  });
}

function plain(value: unknown): unknown {
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (Object.getPrototypeOf(value) !== Object.prototype) return '[object]';
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
