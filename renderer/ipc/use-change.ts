import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts';
import type { AppError } from '../../shared/errors.ts';
import { useDialogs } from '../stores/dialogs.ts';
import { useNotices } from '../stores/notices.ts';
import { callWithStepUp } from './call-with-step-up.ts';

interface ChangeOptions<N extends CallName> {
  readonly onDone?: (output: CallOutput<N>, input: CallInput<N>) => void;
  /** `here`: the caller shows `error` beside what was pressed. `notice`: it goes to the window's error notices. */
  readonly errors: 'here' | 'notice';
}

/** Changes through the contract. Pessimistic: nothing is shown as done before main says so. */
export function useChange<N extends CallName>(
  name: N,
  { onDone, errors }: ChangeOptions<N>,
): UseMutationResult<CallOutput<N>, AppError, CallInput<N>> {
  const askStepUp = useDialogs((dialogs) => dialogs.askStepUp);
  const present = useNotices((notices) => notices.present);
  const mutation = useMutation<CallOutput<N>, AppError, CallInput<N>>({
    mutationKey: [name],
    mutationFn: (input) => callWithStepUp(name, input, askStepUp),
    onSuccess: (output, input) => onDone?.(output, input),
    onError: (error, input) => {
      if (errors === 'notice' && error.code !== 'cancelled')
        present({ error, retry: error.retry ? () => mutation.mutate(input) : null });
    },
  });
  return mutation;
}
