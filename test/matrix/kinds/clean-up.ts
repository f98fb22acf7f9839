import { problemsOfRemoved, remainsOf } from '../oracle.ts';
import type { Scenario } from './kind.ts';
import type { RegistrationCase } from './provision.ts';

export const cleanUpScenario: Scenario<RegistrationCase> = {
  kind: 'clean_up',
  async arrange({ platform, failing, nextCode }) {
    const code = nextCode();
    const registration = await platform.register(code);
    await failing.engine.whenSettled(await failing.operations.provision(registration, 'failing'));
    return { marks: [code, registration], registration, code };
  },
  start: ({ operations }, { registration }) => operations.cleanUp(registration, 'first'),
  async problems({ platform }, { registration, code }, end) {
    const remains = await remainsOf(platform, registration, code);
    // What it would remove is still a failed provisioning's where it was undone before it removed anything.
    return end === 'forward'
      ? problemsOfRemoved(remains, 'succeeded')
      : [remains.registration, remains.databases, remains.roles].join() === 'Failed,1,1'
        ? []
        : [`nothing was to be removed: ${JSON.stringify(remains)}`];
  },
};
