/** What the page script calls; each is a binding that is taken away from the page at once. */
export const bindings = {
  invoke: '__standInInvoke',
  report: '__standInReport',
} as const;

/** Where the host hands events to the page script. */
export const EVENT_INLET = '__standInEvent';

export type Report =
  | { readonly kind: 'csp'; readonly text: string }
  | { readonly kind: 'resized'; readonly bounds: { x: number; y: number; width: number; height: number } }
  | { readonly kind: 'color'; readonly color: string };

/**
 * Runs the built preload bundle before the page's own scripts, with just enough of `electron` around it. There is no
 * isolated world here, so all that it needs of the page's globals is taken before the page can change them.
 */
export const pageScript = (preload: string): string => `(() => {
  const invoke = globalThis.${bindings.invoke};
  const report = globalThis.${bindings.report};
  delete globalThis.${bindings.invoke};
  delete globalThis.${bindings.report};
  if (globalThis.top !== globalThis || typeof invoke !== 'function') return;
  const { parse, stringify } = JSON;
  const tell = (what) => void report(stringify(what));
  const listeners = new Map();
  const ipcRenderer = {
    async invoke(channel, ...args) {
      const answer = parse(await invoke(channel, stringify(args)));
      if (answer.failed !== undefined) throw new Error("Error invoking remote method '" + channel + "': " + answer.failed);
      return answer.value;
    },
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
  };
  const copy = (value) => {
    if (typeof value === 'function') return (...args) => copy(value(...args));
    if (typeof value !== 'object' || value === null || value instanceof Promise) return value;
    if (Array.isArray(value)) return value;
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)])));
  };
  const contextBridge = {
    exposeInMainWorld: (key, api) =>
      Object.defineProperty(globalThis, key, { value: copy(api), enumerable: true, writable: false, configurable: false }),
  };
  Object.defineProperty(globalThis, '${EVENT_INLET}', {
    value: (message) => {
      const [channel, ...args] = parse(message);
      for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
    },
  });
  const require = (name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error('not in the stand-in: require of ' + name);
  };
  ((require, module, exports) => {
${preload}
  })(require, { exports: {} }, {});

  addEventListener('securitypolicyviolation', (e) =>
    tell({ kind: 'csp', text: e.effectiveDirective + ' ' + e.blockedURI + ' ' + e.sourceFile + ':' + e.lineNumber + ' ' + e.sample }),
  );
  addEventListener('resize', () =>
    tell({ kind: 'resized', bounds: { x: screenX, y: screenY, width: innerWidth, height: innerHeight } }),
  );
  const tellColor = () => {
    const color = document.querySelector('meta[name="theme-color"]')?.content;
    if (color) tell({ kind: 'color', color });
  };
  addEventListener('DOMContentLoaded', () => {
    tellColor();
    new MutationObserver(tellColor).observe(document.head, { childList: true, subtree: true, attributes: true, attributeFilter: ['content'] });
  });
})();`;
