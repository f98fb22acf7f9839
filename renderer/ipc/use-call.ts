import { type QueryKey, type UseQueryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts';
import type { AppError } from '../../shared/errors.ts';
import { call } from './client.ts';

export const callKey = <N extends CallName>(name: N, input: CallInput<N>): QueryKey => [name, input];

type CallOptions<N extends CallName> = Omit<
  UseQueryOptions<CallOutput<N>, AppError, CallOutput<N>>,
  'queryKey' | 'queryFn'
>;

/** Reads through the contract; events invalidate by the call's name. */
export const useCall = <N extends CallName>(
  name: N,
  input: CallInput<N>,
  options: CallOptions<N> = {},
): UseQueryResult<CallOutput<N>, AppError> =>
  useQuery<CallOutput<N>, AppError>({ ...options, queryKey: callKey(name, input), queryFn: () => call(name, input) });
