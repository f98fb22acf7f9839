/** `storage.create`, `journal.step`, `tenants.reserve`: a role's name in the layout or the operation, and its method. */
export type FaultPoint = `${string}.${string}`;

interface Fault {
  readonly point: FaultPoint;
  readonly when: 'before' | 'after';
  times: number;
  act(): void | Promise<void>;
}

/** A call that waits: `reached` when it got there, `release` to let it go on. */
export interface Pause {
  readonly reached: Promise<void>;
  release(): void;
}

export interface Faults {
  /** The next `times` calls throw: `before` nothing happened, `after` all of it did and only the answer is lost. */
  fail(
    point: FaultPoint,
    error: Error,
    options?: { readonly when?: 'before' | 'after'; readonly times?: number },
  ): void;
  pause(point: FaultPoint, when?: 'before' | 'after'): Pause;
  /** Calls so far, in order, as `storage.create`. */
  readonly calls: ReadonlyArray<FaultPoint>;
  /** The same object with every method passing its points. Methods that return no promise pass through. */
  watch<T extends object>(role: string, methods: T): T;
}

export function createFaults(): Faults {
  const planned: Fault[] = [];
  const calls: FaultPoint[] = [];

  async function meet(point: FaultPoint, when: 'before' | 'after'): Promise<void> {
    const fault = planned.find((one) => one.point === point && one.when === when && one.times > 0);
    if (fault === undefined) return;
    fault.times -= 1;
    await fault.act();
  }

  return {
    calls,
    fail(point, error, { when = 'before', times = 1 } = {}) {
      const act = (): void => {
        throw error;
      };
      planned.push({ point, when, times, act });
    },
    pause(point, when = 'before') {
      const reached = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      const act = (): Promise<void> => {
        reached.resolve();
        return released.promise;
      };
      planned.push({ point, when, times: 1, act });
      return { reached: reached.promise, release: released.resolve };
    },
    watch<T extends object>(role: string, methods: T): T {
      return new Proxy(methods, {
        get(target, name, receiver) {
          const method: unknown = Reflect.get(target, name, receiver);
          if (typeof method !== 'function' || typeof name === 'symbol') return method;
          return (...inputs: ReadonlyArray<unknown>): unknown => {
            const point: FaultPoint = `${role}.${name}`;
            if (!(method instanceof asyncFunction)) return Reflect.apply(method, target, inputs);
            return (async () => {
              calls.push(point);
              await meet(point, 'before');
              const result: unknown = await Reflect.apply(method, target, inputs);
              await meet(point, 'after');
              return result;
            })();
          };
        },
      });
    },
  };
}

const asyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new () => unknown;
