import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { callWithStepUp } from '../../renderer/ipc/call-with-step-up.ts';
import type { Result } from '../../shared/contract/contract.ts';

const id = '0198f0a0-0000-7000-8000-000000000001';
const refused: Result<never> = { ok: false, error: { code: 'step_up_required', key: 'session.step_up', params: {} } };
const forbidden: Result<never> = { ok: false, error: { code: 'forbidden', key: 'session.forbidden', params: {} } };
const done: Result<unknown> = { ok: true, value: 'done' };

const answers: Array<Result<unknown>> = [];
const asked: Array<string> = [];

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('window', {
    tenantry: {
      call: (name: string) => {
        asked.push(name);
        return Promise.resolve(answers.shift());
      },
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

const disable = (password: boolean) => {
  const ask = vi.fn(() => Promise.resolve(password));
  return { ask, result: callWithStepUp('operators.disable', { id }, ask) };
};

it('asks for the password once and repeats the call', async () => {
  answers.push(refused, done);
  const { ask, result } = disable(true);
  await expect(result).resolves.toBe('done');
  expect(ask).toHaveBeenCalledTimes(1);
  expect(asked).toEqual(['operators.disable', 'operators.disable']);
});

it('does not ask twice when main still refuses', async () => {
  answers.push(refused, refused);
  const { ask, result } = disable(true);
  await expect(result).rejects.toMatchObject({ code: 'step_up_required' });
  expect(ask).toHaveBeenCalledTimes(1);
});

it('is a cancelled change when the password is not given', async () => {
  answers.push(refused);
  const { result } = disable(false);
  await expect(result).rejects.toMatchObject({ code: 'cancelled' });
  expect(asked).toHaveLength(1);
});

it('asks nothing for any other refusal', async () => {
  answers.push(forbidden);
  const { ask, result } = disable(true);
  await expect(result).rejects.toMatchObject({ code: 'forbidden' });
  expect(ask).not.toHaveBeenCalled();
});
