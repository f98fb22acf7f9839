import { QueryClient } from '@tanstack/react-query';

/** `always`: the browser's idea of being online says nothing about the platform's server. Main decides on retries. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: 5_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  });
