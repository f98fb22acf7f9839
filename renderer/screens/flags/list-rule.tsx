import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { RuleBlock } from './rule-block.tsx';
import { type PickedTenant, TenantPicker } from './tenant-picker.tsx';

interface ListRuleProps {
  readonly number: number;
  readonly list: 'never_on' | 'always_on';
  readonly tenants: ReadonlyArray<TenantId>;
  readonly editable: boolean;
  nameOf(id: TenantId): string | null;
  onAdd(tenant: PickedTenant): void;
  onRemove(id: TenantId): void;
}

/** As many as can be read; a bulk change may have put hundreds on it. */
const shownAtFirst = 24;

export const ListRule = ({ number, list, tenants, editable, nameOf, onAdd, onRemove }: ListRuleProps) => {
  const { t } = useTranslation('flags');
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState(shownAtFirst);
  const hidden = tenants.length - shown;
  return (
    <RuleBlock
      number={number}
      title={t(`rule.${list}`)}
      note={tenants.length === 0 ? t('nobody') : t('tenants', { count: tenants.length })}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px' }}>
        {tenants.slice(0, shown).map((id) => (
          <Listed key={id} name={nameOf(id)} id={id} editable={editable} onRemove={() => onRemove(id)} />
        ))}
        {hidden > 0 && (
          <Button size="small" variant="text" onClick={() => setShown(tenants.length)}>
            {t('more', { count: hidden })}
          </Button>
        )}
        {editable && !adding && (
          <Button
            size="small"
            variant="text"
            aria-label={t(`addTo.${list}`)}
            startIcon={<Plus size={13} strokeWidth={1.75} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('addTenant')}
          </Button>
        )}
        {adding && (
          <Box sx={{ width: 260 }}>
            <TenantPicker
              label={t(`addTo.${list}`)}
              value={null}
              autoFocus
              onPick={(tenant) => {
                onAdd(tenant);
                setShown((now) => Math.max(now, tenants.length + 1));
                setAdding(false);
              }}
              onLeave={() => setAdding(false)}
            />
          </Box>
        )}
      </Box>
    </RuleBlock>
  );
};

interface ListedProps {
  readonly id: TenantId;
  readonly name: string | null;
  readonly editable: boolean;
  onRemove(): void;
}

const Listed = ({ id, name, editable, onRemove }: ListedProps) => {
  const { t } = useTranslation('flags');
  const shown = name ?? `${id.slice(0, 8)}… ${t('unknownTenant')}`;
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1,
        minHeight: 24,
        maxWidth: '100%',
        pl: '8px',
        pr: editable ? '2px' : '8px',
        border: '1px solid',
        borderColor: name === null ? 'status.warn.line' : 'line.default',
        borderRadius: '4px',
        bgcolor: name === null ? 'status.warn.tint' : 'surface.sunken',
        fontSize: 12,
        lineHeight: '18px',
      }}
    >
      {name === null && <StatusGlyph glyph="triangle" tone="warn" />}
      <Box
        component="span"
        {...(name === null ? {} : { lang: 'tr' })}
        sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
      >
        {shown}
      </Box>
      {editable && (
        <IconButton aria-label={t('takeOff', { name: shown })} onClick={onRemove} sx={{ width: 24, height: 24 }}>
          <X size={12} strokeWidth={1.75} aria-hidden />
        </IconButton>
      )}
    </Box>
  );
};
