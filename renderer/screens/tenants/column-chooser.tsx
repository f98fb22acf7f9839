import Checkbox from '@mui/material/Checkbox';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { Columns3 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tenantColumns } from './tenant-columns.tsx';

/** Which columns the grid shows; the name always stays. */
export const ColumnChooser = ({
  hidden,
  onChange,
}: {
  readonly hidden: ReadonlyArray<string>;
  onChange(hidden: ReadonlyArray<string>): void;
}) => {
  const { t } = useTranslation('tenants');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const toggle = (column: string): void =>
    onChange(hidden.includes(column) ? hidden.filter((one) => one !== column) : [...hidden, column]);
  return (
    <>
      <Tooltip title={t('columns')}>
        <IconButton aria-label={t('columns')} aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>
          <Columns3 size={16} strokeWidth={1.75} aria-hidden />
        </IconButton>
      </Tooltip>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {tenantColumns
          .filter((column) => column !== 'name')
          .map((column) => (
            <MenuItem
              key={column}
              role="menuitemcheckbox"
              aria-checked={!hidden.includes(column)}
              onClick={() => toggle(column)}
            >
              <Checkbox checked={!hidden.includes(column)} tabIndex={-1} aria-hidden />
              {t(`column.${column}`)}
            </MenuItem>
          ))}
      </Menu>
    </>
  );
};
