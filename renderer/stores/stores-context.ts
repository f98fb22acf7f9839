import { createContext, useContext } from 'react';
import type { Stores } from './create-stores.ts';

export const StoresContext = createContext<Stores | null>(null);

export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (stores === null) throw new Error('outside the stores provider');
  return stores;
}
