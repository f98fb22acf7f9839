import InputAdornment from '@mui/material/InputAdornment';
import OutlinedInput from '@mui/material/OutlinedInput';
import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Kbd } from './kbd.tsx';
import { isTypingTarget } from './typing-target.ts';

interface SearchFieldProps {
  /** What is searched, as in "Name, short name, domain". It is the field's name, not only a placeholder. */
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
  readonly width?: number;
}

/** Search in this list: `/` or Ctrl+F go to it, Esc empties it. */
export const SearchField = ({ label, value, onChange, width = 250 }: SearchFieldProps) => {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const find = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'f';
      const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isTypingTarget(event.target);
      if (!find && !slash) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <OutlinedInput
      inputRef={input}
      type="search"
      value={value}
      placeholder={label}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || value === '') return;
        event.stopPropagation();
        onChange('');
      }}
      slotProps={{ input: { 'aria-label': label, spellCheck: false } }}
      startAdornment={
        <InputAdornment position="start" sx={{ color: 'ink.tertiary', mr: 0 }}>
          <Search size={14} strokeWidth={1.75} aria-hidden />
        </InputAdornment>
      }
      endAdornment={value === '' ? <Kbd aria-hidden>/</Kbd> : undefined}
      sx={{ width, height: 28, px: '8px', '& input': { px: '8px', height: 28, fontSize: 12.5 } }}
    />
  );
};
