import type { OperationId } from '../../../shared/domain/ids.ts';
import type { Lease } from '../layout.ts';

const prefix = 'tenantry/';

/** What every session of an operation is called on the server: by this name a successor finds it and ends it. */
export const applicationNameFor = ({ operationId, fence }: Lease): string => `${prefix}${operationId}/${fence}`;

/** Matches, by LIKE, the sessions of one operation under any fence. A UUID holds no wildcard. */
export const applicationPatternFor = (operationId: OperationId): string => `${prefix}${operationId}/%`;

export interface OperationSession {
  readonly operationId: string;
  readonly fence: string;
}

/** The reverse; `undefined` for a session that is no operation's. */
export function operationOf(applicationName: string): OperationSession | undefined {
  const match = /^tenantry\/([0-9a-f-]{36})\/(\d+)$/.exec(applicationName);
  return match?.[1] === undefined || match[2] === undefined ? undefined : { operationId: match[1], fence: match[2] };
}
