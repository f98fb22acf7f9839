import { keepPreviousData } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { useCall } from '../../ipc/use-call.ts';

const pauseMs = 300;

/** The server's view of a short name while it is typed. `current`: it is about what stands in the field now. */
export function useCodeCheck(
  id: TenantId,
  code: string,
): { readonly check: CallOutput<'lifecycle.checkCode'> | undefined; readonly current: boolean } {
  const [asked, setAsked] = useState(code);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(code), pauseMs);
    return () => clearTimeout(timer);
  }, [code]);
  const { data, isPlaceholderData } = useCall(
    'lifecycle.checkCode',
    { id, code: asked },
    { enabled: asked.trim() !== '', placeholderData: keepPreviousData },
  );
  return { check: data, current: asked === code && !isPlaceholderData && data !== undefined };
}
