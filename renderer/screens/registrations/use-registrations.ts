import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { RegistrationPage, RegistrationRow } from '../../../shared/contract/registrations.ts';
import type { AppError } from '../../../shared/errors.ts';
import { call } from '../../ipc/client.ts';
import { callKey, useCall } from '../../ipc/use-call.ts';
import { useHeldOrder } from './use-held-order.ts';
import { pageSize, type RegistrationPlace } from './use-registration-filter.ts';

export interface RegistrationsSeen {
  readonly rows: ReadonlyArray<RegistrationRow>;
  readonly page: RegistrationPage | undefined;
  readonly error: AppError | null;
  readonly refreshing: boolean;
  readonly waiting: number;
  /** Whether the pointer or the focus is in the list. */
  hold(holding: boolean): void;
  release(): void;
  reload(): void;
}

/** One page of the queue, kept still while somebody is at it. */
export function useRegistrations({ filter, offset, open }: RegistrationPlace): RegistrationsSeen {
  const [held, hold] = useState(false);
  const input = { filter, offset, limit: pageSize };
  const { data, error, isPlaceholderData, isFetching, refetch } = useCall('registrations.list', input, {
    placeholderData: keepPreviousData,
  });
  const order = useHeldOrder({
    list: JSON.stringify(input),
    fresh: isPlaceholderData ? undefined : data?.rows.map(({ id }) => id),
    holding: held || open !== null,
  });
  const known = new Map(data?.rows.map((row) => [row.id as string, row]));
  // What no longer fits the filter stays where it was, and so it is read on its own.
  const gone = useQueries({
    queries: order.ids
      .filter((id) => !known.has(id))
      .map((id) => ({
        queryKey: callKey('registrations.get', { id }),
        queryFn: () => call('registrations.get', { id }),
      })),
  });
  for (const { data: row } of gone) if (row !== undefined) known.set(row.id, row);
  return {
    rows: order.ids.flatMap((id) => known.get(id) ?? []),
    page: data,
    error,
    refreshing: isFetching,
    waiting: order.waiting,
    hold,
    release: order.release,
    reload: () => void refetch(),
  };
}
