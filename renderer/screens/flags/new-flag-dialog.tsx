import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flagKeyPattern, longestFlagKey } from '../../../shared/domain/flags.ts';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';
import { AboutFields, aboutInput, nothingAbout } from './about-fields.tsx';

interface NewFlagDialogProps {
  onCreated(key: string): void;
  onClose(): void;
}

export const NewFlagDialog = ({ onCreated, onClose }: NewFlagDialogProps) => {
  const { t } = useTranslation(['flags', 'errors', 'common']);
  const describe = useErrorText();
  const succeed = useSucceed();
  const [key, setKey] = useState('');
  const [about, setAbout] = useState(nothingAbout);
  const [tried, setTried] = useState(false);
  const create = useChange('flags.create', {
    errors: 'here',
    onDone: (flag) => {
      succeed(t('flags:new.done', { key: flag.key }));
      onCreated(flag.key);
    },
  });
  const keyFits = flagKeyPattern.test(key.trim());
  const refusedKey = create.error?.field === 'key' ? describe(create.error).title : undefined;
  const submit = (): void => {
    setTried(true);
    if (keyFits && about.name.trim() !== '') create.mutate({ key: key.trim(), ...aboutInput(about) });
  };
  return (
    <DialogFrame
      open
      title={t('flags:new.title')}
      description={t('flags:new.description')}
      busy={create.isPending}
      onSubmit={submit}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" disabled={create.isPending}>
            {t('flags:new.verb')}
          </Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        <TextInput
          label={t('flags:about.key')}
          help={t('flags:about.keyHelp')}
          value={key}
          mono
          required
          autoFocus
          autoComplete="off"
          maxLength={longestFlagKey}
          error={refusedKey ?? (tried && !keyFits ? t('errors:flag.key_invalid') : undefined)}
          onChange={(event) => setKey(event.target.value)}
        />
        <AboutFields
          about={about}
          nameError={tried && about.name.trim() === '' ? t('errors:field.required') : undefined}
          onChange={setAbout}
        />
        <InlineError error={create.error} />
      </Box>
    </DialogFrame>
  );
};
