import type { ErrorKey } from './error-keys.ts';

/** What kind of thing went wrong; decides what the window does with it. The sentence comes from the key. */
export type AppErrorCode =
  | 'invalid_input'
  | 'not_found'
  | 'conflict'
  | 'forbidden'
  | 'signed_out'
  | 'step_up_required'
  | 'read_only'
  | 'unreachable'
  | 'refused'
  | 'timeout'
  | 'missing_rights'
  | 'wrong_server'
  | 'unsupported'
  | 'busy'
  | 'cancelled'
  | 'lost'
  | 'mail_failed'
  | 'server_full'
  | 'local_store'
  | 'internal';

export type ErrorParams = Readonly<Record<string, string | number>>;

/** The server's own words: a code and the primary message, never `detail` or `where`, which quote rows. */
export interface ServerWords {
  readonly code: string;
  readonly message: string;
}

/** What crosses to the window: plain data, never a driver's error. */
export interface AppErrorData {
  readonly code: AppErrorCode;
  readonly key: ErrorKey;
  readonly params: ErrorParams;
  /** Dotted path of the field that was refused, as in `owner.email`. */
  readonly field?: string;
  readonly server?: ServerWords;
  /** Doing the same again may succeed. */
  readonly retry?: boolean;
}

interface AppErrorOptions {
  readonly params?: ErrorParams;
  readonly field?: string;
  readonly server?: ServerWords;
  readonly retry?: boolean;
  readonly cause?: unknown;
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: AppErrorCode;
  readonly key: ErrorKey;
  readonly params: ErrorParams;
  readonly field: string | undefined;
  readonly server: ServerWords | undefined;
  readonly retry: boolean;

  constructor(code: AppErrorCode, key: ErrorKey, options: AppErrorOptions = {}) {
    super(`${code}: ${key}`, { cause: options.cause });
    this.code = code;
    this.key = key;
    this.params = options.params ?? {};
    this.field = options.field;
    this.server = options.server;
    this.retry = options.retry ?? false;
  }

  toData(): AppErrorData {
    return {
      code: this.code,
      key: this.key,
      params: this.params,
      ...(this.field === undefined ? {} : { field: this.field }),
      ...(this.server === undefined ? {} : { server: this.server }),
      ...(this.retry ? { retry: true } : {}),
    };
  }

  static from(data: AppErrorData): AppError {
    return new AppError(data.code, data.key, data);
  }
}

/** Anything thrown becomes an AppError; what nobody mapped is `internal` and says nothing of its cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof Error && error.name === 'AbortError')
    return new AppError('cancelled', 'cancelled', { cause: error });
  return new AppError('internal', 'internal', { cause: error });
}
