import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/contract/contract.ts';

const listeners = new Map<string, Set<(payload: never) => void>>();

ipcRenderer.on('tenantry:event', (_event, name: string, payload) => {
  for (const listener of listeners.get(name) ?? []) listener(payload as never);
});

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke('tenantry:call', name, input),
  on: (name, listener) => {
    const own = (payload: Parameters<typeof listener>[0]): void => listener(payload);
    const subscribed = listeners.get(name) ?? new Set();
    listeners.set(name, subscribed.add(own));
    return () => void subscribed.delete(own);
  },
};

contextBridge.exposeInMainWorld('tenantry', Object.freeze(bridge));
