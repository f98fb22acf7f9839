import { zodResolver } from '@hookform/resolvers/zod';
import { keepPreviousData } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import type { NewTenantNames, RestorePlan } from '../../../shared/contract/archives.ts';
import { type CallInput, calls } from '../../../shared/contract/contract.ts';
import { codeProblem, companyNameProblem } from '../../../shared/domain/names.ts';
import { issueKey } from '../../i18n/issue-key.ts';
import { useCall } from '../../ipc/use-call.ts';

/** The contract's own schema, and the rules of names on top, so that a refusal stands at its field. */
const schema = calls['archives.restoreAsNew'].input.superRefine(({ name, code }, context) => {
  const problems = { name: companyNameProblem(name), code: codeProblem(code) };
  for (const field of ['name', 'code'] as const) {
    const message = problems[field];
    if (message !== undefined) context.addIssue({ code: 'custom', path: [field], message });
  }
});

export type NewTenantInput = CallInput<'archives.restoreAsNew'>;
export const newTenantFields = ['name', 'code', 'ownerEmail', 'reason'] as const;
export type NewTenantField = (typeof newTenantFields)[number];

export const useNewTenantForm = ({ archive, suggestion }: RestorePlan) =>
  useForm<NewTenantInput, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema, { error: issueKey }),
    mode: 'onTouched',
    defaultValues: { id: archive.id, ...suggestion, ownerEmail: '', reason: '' },
  });

const pauseMs = 300;
type Names = Pick<NewTenantInput, 'code' | 'name' | 'ownerEmail'>;

/** The server's view of the names while they are typed. `current`: it is about what stands in the fields now. */
export function useNewNames(
  id: NewTenantInput['id'],
  { code, name, ownerEmail }: Names,
): { readonly checks: NewTenantNames | undefined; readonly current: boolean } {
  const [asked, setAsked] = useState<Names>({ code, name, ownerEmail });
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ code, name, ownerEmail }), pauseMs);
    return () => clearTimeout(timer);
  }, [code, name, ownerEmail]);
  const { data, isPlaceholderData } = useCall(
    'archives.checkNewNames',
    { id, ...asked },
    { placeholderData: keepPreviousData },
  );
  const settled = asked.code === code && asked.name === name && asked.ownerEmail === ownerEmail;
  return { checks: data, current: settled && !isPlaceholderData };
}
