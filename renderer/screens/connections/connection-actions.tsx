import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useQueryClient } from '@tanstack/react-query';
import { Ellipsis, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileView } from '../../../shared/contract/connections.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';

/** New, import and export: files are chosen in the system's own dialogs, and hold no secrets. */
export const ConnectionActions = ({
  profiles,
  onNew,
}: {
  readonly profiles: ReadonlyArray<ProfileView>;
  onNew(): void;
}) => {
  const { t } = useTranslation('connections');
  const succeed = useSucceed();
  const queries = useQueryClient();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const exporting = useChange('connections.export', {
    errors: 'notice',
    onDone: (done) => {
      if (done !== null) succeed(t('exported', { count: done.count, file: done.file }));
    },
  });
  const importing = useChange('connections.import', {
    errors: 'notice',
    onDone: (done) => {
      if (done === null) return;
      void queries.invalidateQueries({ queryKey: ['connections.list'] });
      const imported = t('imported', { count: done.imported.length });
      succeed(done.renamed === 0 ? imported : `${imported} ${t('renamed', { count: done.renamed })}`);
    },
  });
  const choose = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  return (
    <>
      {/* Where there is none yet, the list's own place offers the first one. */}
      {profiles.length > 0 && (
        <Button startIcon={<Plus size={14} strokeWidth={1.75} aria-hidden />} onClick={onNew}>
          {t('new')}
        </Button>
      )}
      <IconButton aria-haspopup="menu" aria-label={t('more')} onClick={(event) => setAnchor(event.currentTarget)}>
        <Ellipsis size={16} strokeWidth={1.75} aria-hidden />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem onClick={choose(() => importing.mutate({}))}>{t('import')}</MenuItem>
        <MenuItem
          disabled={profiles.length === 0}
          onClick={choose(() => exporting.mutate({ ids: profiles.map(({ id }) => id) }))}
        >
          {t('export')}
        </MenuItem>
      </Menu>
    </>
  );
};
