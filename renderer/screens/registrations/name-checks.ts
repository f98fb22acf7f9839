import { keepPreviousData } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { NameChecks } from '../../../shared/contract/registrations.ts';
import { useCall } from '../../ipc/use-call.ts';

const pauseMs = 300;

interface Names {
  readonly companyName: string;
  readonly companyCode: string;
  readonly email: string;
}

/** The server's view of the names while they are typed. `current`: it is about what stands in the fields now. */
export function useNameChecks({ companyName, companyCode, email }: Names): {
  readonly checks: NameChecks | undefined;
  readonly current: boolean;
} {
  const [asked, setAsked] = useState<Names>({ companyName, companyCode, email });
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ companyName, companyCode, email }), pauseMs);
    return () => clearTimeout(timer);
  }, [companyName, companyCode, email]);
  const { data, isPlaceholderData } = useCall('registrations.checkNames', asked, {
    enabled: asked.companyName !== '' || asked.companyCode !== '' || asked.email !== '',
    placeholderData: keepPreviousData,
  });
  const settled = asked.companyName === companyName && asked.companyCode === companyCode && asked.email === email;
  return { checks: data, current: settled && !isPlaceholderData };
}
