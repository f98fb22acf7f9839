import type { RegistrationId } from '../../../shared/domain/ids.ts';
import { problemsOfProvisioned, problemsOfRemoved, remainsOf } from '../oracle.ts';
import type { Arranged, Scenario } from './kind.ts';

export interface RegistrationCase extends Arranged {
  readonly registration: RegistrationId;
  readonly code: string;
}

const coreMigrations = 3;

export const provisionScenario: Scenario<RegistrationCase> = {
  kind: 'provision',
  async arrange({ platform, nextCode }) {
    const code = nextCode();
    const registration = await platform.register(code);
    return { marks: [code, registration], registration, code };
  },
  start: ({ operations }, { registration }) => operations.provision(registration, 'first'),
  async problems({ platform }, { registration, code }, end) {
    const remains = await remainsOf(platform, registration, code);
    return end === 'forward' ? problemsOfProvisioned(remains, coreMigrations) : problemsOfRemoved(remains, 'cancelled');
  },
};
