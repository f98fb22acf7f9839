import ButtonBase from '@mui/material/ButtonBase';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { ChevronDown, Square, SquareCheck, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v } from '../theme/tokens.ts';

export interface FilterOption<V extends string> {
  readonly value: V;
  readonly label: string;
}

interface FilterChipProps<V extends string> {
  readonly label: string;
  readonly options: ReadonlyArray<FilterOption<V>>;
  /** What is chosen; empty means that the filter is off. */
  readonly value: ReadonlyArray<V>;
  onChange(value: ReadonlyArray<NoInfer<V>>): void;
  /** Several at once, with checkboxes. */
  readonly multiple?: boolean;
}

const Root = styled('span')({
  display: 'inline-flex',
  alignItems: 'stretch',
  height: 28,
  borderRadius: 6,
  border: `1px solid ${v('line-default')}`,
  background: v('surface-panel'),
  color: v('ink-secondary'),
  fontSize: 12,
  fontWeight: 500,
  '&[data-on="true"]': { borderColor: v('accent-main'), background: v('accent-tint'), color: v('accent-text') },
});

const Part = styled(ButtonBase)({
  padding: '0 8px',
  gap: 6,
  font: 'inherit',
  color: 'inherit',
  borderRadius: 5,
  whiteSpace: 'nowrap',
  '& b': { fontWeight: 600 },
});

/** A condition of a list: a menu to choose from, and a cross to take it away. */
export const FilterChip = <V extends string>({
  label,
  options,
  value,
  onChange,
  multiple = false,
}: FilterChipProps<V>) => {
  const { t } = useTranslation('components');
  const menuId = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const on = value.length > 0;
  const chosen = options.filter((option) => value.includes(option.value)).map((option) => option.label);
  const choose = (option: V): void => {
    if (multiple) onChange(value.includes(option) ? value.filter((other) => other !== option) : [...value, option]);
    else {
      onChange(value.includes(option) ? [] : [option]);
      setAnchor(null);
    }
  };
  return (
    <Root data-on={on}>
      <Part
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor === null ? undefined : menuId}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {on ? (
          <span>
            {label}: <b>{chosen.length > 2 ? t('filter.several', { count: chosen.length }) : chosen.join(', ')}</b>
          </span>
        ) : (
          <>
            {label}
            <ChevronDown size={13} strokeWidth={1.75} aria-hidden />
          </>
        )}
      </Part>
      {on && (
        <Part aria-label={t('filter.remove', { name: label })} onClick={() => onChange([])} sx={{ pl: 0 }}>
          <X size={13} strokeWidth={1.75} aria-hidden />
        </Part>
      )}
      <Menu id={menuId} open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {options.map((option) => (
          <MenuItem
            key={option.value}
            role={multiple ? 'menuitemcheckbox' : 'menuitemradio'}
            aria-checked={value.includes(option.value)}
            selected={!multiple && value.includes(option.value)}
            onClick={() => choose(option.value)}
          >
            {multiple && <Tick on={value.includes(option.value)} />}
            {option.label}
          </MenuItem>
        ))}
      </Menu>
    </Root>
  );
};

/** A picture only: the menu's item itself is what is ticked. */
const Tick = ({ on }: { readonly on: boolean }) => {
  const Icon = on ? SquareCheck : Square;
  return <Icon size={14} strokeWidth={1.75} aria-hidden style={{ color: on ? v('accent-main') : v('line-control') }} />;
};
