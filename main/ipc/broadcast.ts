import type { EventName, Events } from '../../shared/contract/events.ts';
import type { Console, EventListener } from '../app/ports.ts';

/** The only way out to the window. */
export interface Broadcast {
  publish<N extends EventName>(name: N, payload: Events[N]): void;
  readonly events: Console['events'];
}

export function createBroadcast(): Broadcast {
  const listeners = new Set<EventListener>();
  return {
    publish(name, payload) {
      for (const listener of listeners) listener(name, payload);
    },
    events: {
      subscribe(listener) {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
    },
  };
}
