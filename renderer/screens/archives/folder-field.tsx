import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { InlineError } from '../../components/inline-error.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useChange } from '../../ipc/use-change.ts';

interface FolderFieldProps {
  readonly folder: string | null;
  onChoose(folder: string): void;
}

/** Where on this computer the files go. Asked of the system's own dialog, never typed. */
export const FolderField = ({ folder, onChoose }: FolderFieldProps) => {
  const { t, i18n } = useTranslation('archives');
  const choose = useChange('archives.chooseFolder', {
    errors: 'here',
    onDone: (chosen) => {
      if (chosen !== null) onChoose(chosen.folder);
    },
  });
  return (
    <Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: 2, alignItems: 'start' }}>
        <TextInput
          label={t('folder.label')}
          help={folder === null ? t('folder.missing') : t('folder.help')}
          value={folder ?? ''}
          placeholder={t('folder.none')}
          mono={folder !== null}
          readOnly
        />
        <Button
          startIcon={<FolderOpen size={14} strokeWidth={1.75} aria-hidden />}
          disabled={choose.isPending}
          onClick={() => choose.mutate({ language: i18n.language === 'tr' ? 'tr' : 'en' })}
          sx={{ mt: '23px' }}
        >
          {t('folder.choose')}
        </Button>
      </Box>
      <InlineError error={choose.error} />
    </Box>
  );
};
