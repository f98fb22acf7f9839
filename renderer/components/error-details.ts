import type { ErrorKey } from '../../shared/error-keys.ts';
import type { ServerWords } from '../../shared/errors.ts';

interface DetailsInput {
  readonly error: { readonly code: string; readonly key: ErrorKey; readonly server?: ServerWords | undefined };
  readonly title: string;
  readonly body: string;
  readonly operationId: string | undefined;
}

/** What "Copy details" puts on the clipboard: the same words in any window, and nothing that was not shown. */
export const errorDetails = ({ error, title, body, operationId }: DetailsInput): string =>
  [
    title,
    body,
    `${error.code} ${error.key}`,
    error.server === undefined ? '' : `${error.server.code} ${error.server.message}`,
    operationId === undefined ? '' : `operation ${operationId}`,
    new Date().toISOString(),
  ]
    .filter((line) => line !== '')
    .join('\n');
