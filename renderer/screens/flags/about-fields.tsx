import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { FeatureFlag } from '../../../shared/domain/flags.ts';
import { TextInput } from '../../components/text-input.tsx';

/** As it is typed. */
export interface FlagAbout {
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly expiresOn: string;
}

export const nothingAbout: FlagAbout = { name: '', description: '', owner: '', expiresOn: '' };

export const aboutOf = ({ name, description, owner, expiresOn }: FeatureFlag): FlagAbout => ({
  name,
  description: description ?? '',
  owner: owner ?? '',
  expiresOn: expiresOn ?? '',
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export const aboutInput = ({ name, description, owner, expiresOn }: FlagAbout) => ({
  name: name.trim(),
  description: orNull(description),
  owner: orNull(owner),
  expiresOn: orNull(expiresOn),
});

interface AboutFieldsProps {
  readonly about: FlagAbout;
  /** Whether a missing name is said already. */
  readonly nameError?: string | undefined;
  onChange(about: FlagAbout): void;
}

/** What a flag is, beside its rules. */
export const AboutFields = ({ about, nameError, onChange }: AboutFieldsProps) => {
  const { t } = useTranslation('flags');
  const put = (change: Partial<FlagAbout>): void => onChange({ ...about, ...change });
  return (
    <>
      <TextInput
        label={t('about.name')}
        value={about.name}
        required
        maxLength={200}
        error={nameError}
        onChange={(event) => put({ name: event.target.value })}
      />
      <TextInput
        label={t('about.description')}
        value={about.description}
        rows={2}
        maxLength={1000}
        onChange={(event) => put({ description: event.target.value })}
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
        <TextInput
          label={t('about.owner')}
          help={t('about.ownerHelp')}
          value={about.owner}
          maxLength={100}
          onChange={(event) => put({ owner: event.target.value })}
        />
        <TextInput
          type="date"
          label={t('about.expires')}
          help={t('about.expiresHelp')}
          value={about.expiresOn}
          onChange={(event) => put({ expiresOn: event.target.value })}
        />
      </Box>
    </>
  );
};
