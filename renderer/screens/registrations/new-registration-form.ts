import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { type CallInput, calls } from '../../../shared/contract/contract.ts';
import { codeProblem, companyNameProblem } from '../../../shared/domain/names.ts';
import { issueKey } from '../../i18n/issue-key.ts';

/** The contract's own schema, and the rules of names on top, so that a refusal stands at its field. */
const schema = calls['registrations.create'].input.superRefine(({ companyName, companyCode }, context) => {
  const problems = { companyName: companyNameProblem(companyName), companyCode: codeProblem(companyCode) };
  for (const field of ['companyName', 'companyCode'] as const) {
    const message = problems[field];
    if (message !== undefined) context.addIssue({ code: 'custom', path: [field], message });
  }
});

export type NewRegistrationInput = CallInput<'registrations.create'>;
export const formFields = ['companyName', 'companyCode', 'email', 'phone', 'packageId', 'billingPeriod'] as const;
export type FormFieldName = (typeof formFields)[number];

export const useNewRegistrationForm = () =>
  useForm<NewRegistrationInput, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema, { error: issueKey }),
    mode: 'onTouched',
    defaultValues: {
      companyName: '',
      companyCode: '',
      email: '',
      phone: null,
      packageId: null,
      billingPeriod: null,
    },
  });
