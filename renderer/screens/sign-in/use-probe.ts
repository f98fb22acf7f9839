import type { UseQueryResult } from '@tanstack/react-query';
import type { ConnectionReport, ProfileView } from '../../../shared/contract/connections.ts';
import type { AppError } from '../../../shared/errors.ts';
import { useCall } from '../../ipc/use-call.ts';

/** The checks before a password is sent. Asked once a minute while the screen is open, and again on demand. */
export const useProbe = ({ id, served }: ProfileView): UseQueryResult<ConnectionReport, AppError> =>
  useCall('connections.probe', { id }, { enabled: served, staleTime: 60_000, refetchInterval: 60_000 });
