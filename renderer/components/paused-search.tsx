import { useEffect, useState } from 'react';
import { SearchField } from './search-field.tsx';

const pauseMs = 200;

interface PausedSearchProps {
  readonly label: string;
  /** What is searched for now. */
  readonly value: string;
  readonly width?: number;
  onSearch(search: string): void;
}

/** A list's search: typing is shown at once and asked for after a pause. */
export const PausedSearch = ({ value, onSearch, ...field }: PausedSearchProps) => {
  const [typed, setTyped] = useState(value);
  const [asked, setAsked] = useState(value);
  if (value !== asked) {
    setAsked(value);
    setTyped(value);
  }
  useEffect(() => {
    const search = typed.trim();
    if (search === asked) return undefined;
    const timer = setTimeout(() => {
      setAsked(search);
      onSearch(search);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed, asked, onSearch]);
  return <SearchField {...field} value={typed} onChange={setTyped} />;
};
