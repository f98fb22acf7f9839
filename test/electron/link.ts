/** Carries messages between the two halves of the stand-in: in one process, or from a child to who started it. */
export interface Port {
  post(message: unknown): void;
  listen(listener: (message: unknown) => void): void;
}

// biome-ignore lint/suspicious/noExplicitAny: the parameters of a method are the peer's business; its type says them
type Methods<T> = { readonly [K in keyof T]: (...args: any[]) => unknown };
export type Remote<T extends Methods<T>> = {
  readonly [K in keyof T]: (...args: Parameters<T[K]>) => Promise<Awaited<ReturnType<T[K]>>>;
};

type Message =
  | { readonly kind: 'ask'; readonly id: number; readonly method: string; readonly args: ReadonlyArray<unknown> }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** Each half calls the other's methods as if they were its own and async. */
export function connect<Theirs extends Methods<Theirs>>(port: Port, mine: object): Remote<Theirs> {
  const own = mine as Readonly<Record<string, (...args: ReadonlyArray<unknown>) => unknown>>;
  const open = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;

  const answer = async (id: number, method: string, args: ReadonlyArray<unknown>): Promise<void> => {
    try {
      port.post({ kind: 'answer', id, value: await own[method]?.(...args) });
    } catch (error) {
      port.post({ kind: 'failure', id, message: error instanceof Error ? error.message : String(error) });
    }
  };

  port.listen((raw) => {
    const message = raw as Message;
    if (message.kind === 'ask') return void answer(message.id, message.method, message.args);
    const waiting = open.get(message.id);
    open.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(new Error(message.message));
  });

  return new Proxy({} as Remote<Theirs>, {
    get: (_target, method) => {
      if (typeof method === 'symbol' || method === 'then') return undefined;
      return (...args: ReadonlyArray<unknown>) =>
        new Promise((resolve, reject) => {
          last += 1;
          open.set(last, { resolve, reject });
          port.post({ kind: 'ask', id: last, method, args });
        });
    },
  });
}

/** Two ends in one process. */
export function pair(): readonly [Port, Port] {
  const end = () => {
    let listener: ((message: unknown) => void) | undefined;
    return {
      listen: (l: (message: unknown) => void) => {
        listener = l;
      },
      deliver: (message: unknown) => queueMicrotask(() => listener?.(message)),
    };
  };
  const [left, right] = [end(), end()];
  return [
    { post: right.deliver, listen: left.listen },
    { post: left.deliver, listen: right.listen },
  ];
}
