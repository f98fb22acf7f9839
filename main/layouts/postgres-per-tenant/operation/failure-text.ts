import type { AppErrorData } from '../../../../shared/errors.ts';

const mark = 'tenantry: ';

/** For `TenantRegistrations.FailureReason`, which other programs show as it is: an error's name and the server's words. */
export const failureTextFor = ({ key, server }: AppErrorData): string =>
  `${mark}${key}${server === undefined ? '' : ` (${server.code} ${server.message})`}`;

/** Written by an operation; what really happened is told by the operation itself. */
export const isOwnFailureText = (text: string): boolean => text.startsWith(mark);
