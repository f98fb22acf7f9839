import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import { keepPreviousData } from '@tanstack/react-query';
import { ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { everyTenant } from '../../../shared/contract/tenants.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { Mono } from '../../components/mono.tsx';
import { useCall } from '../../ipc/use-call.ts';

export interface PickedTenant {
  readonly id: TenantId;
  readonly name: string;
  readonly code: string;
}

interface TenantPickerProps {
  readonly label: string;
  readonly value: PickedTenant | null;
  readonly autoFocus?: boolean;
  onPick(tenant: PickedTenant): void;
  onLeave?(): void;
}

const most = 8;

/** Finds a tenant by what the list of tenants finds it by. */
export const TenantPicker = ({ label, value, autoFocus = false, onPick, onLeave }: TenantPickerProps) => {
  const { t } = useTranslation('flags');
  const [open, setOpen] = useState(autoFocus);
  const [text, setText] = useState('');
  const search = text === value?.name ? '' : text;
  const { data } = useCall(
    'tenants.list',
    {
      filter: { ...everyTenant, search: search.slice(0, 200) },
      sort: { column: 'name', descending: false },
      place: { at: 'first' },
      limit: most,
    },
    { enabled: open, placeholderData: keepPreviousData },
  );
  const options = (data?.rows ?? []).map(({ id, name, code }): PickedTenant => ({ id, name, code }));
  return (
    <Autocomplete<PickedTenant>
      fullWidth
      open={open}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      autoHighlight
      popupIcon={<ChevronDown size={14} strokeWidth={1.75} aria-hidden />}
      clearIcon={<X size={14} strokeWidth={1.75} aria-hidden />}
      value={value}
      inputValue={text}
      options={options}
      filterOptions={(found) => found}
      getOptionLabel={({ name }) => name}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      noOptionsText={t(text === '' ? 'pickType' : 'pickNone')}
      onInputChange={(_event, next) => setText(next)}
      onChange={(_event, picked) => {
        if (picked !== null) onPick(picked);
      }}
      onBlur={() => onLeave?.()}
      renderOption={({ key, ...item }, { name, code }) => (
        <Box component="li" key={key} {...item} sx={{ gap: 2, fontSize: 13 }}>
          <span lang="tr">{name}</span>
          <Mono sx={{ color: 'ink.tertiary' }}>{code}</Mono>
        </Box>
      )}
      renderInput={({ id, disabled, slotProps }) => (
        <OutlinedInput
          id={id}
          disabled={disabled}
          fullWidth
          autoFocus={autoFocus}
          placeholder={t('pickTenant')}
          ref={slotProps.input.ref}
          className={slotProps.input.className}
          onMouseDown={slotProps.input.onMouseDown}
          endAdornment={slotProps.input.endAdornment}
          slotProps={{ input: { ...slotProps.htmlInput, 'aria-label': label } }}
          sx={{ pr: '30px' }}
        />
      )}
    />
  );
};
