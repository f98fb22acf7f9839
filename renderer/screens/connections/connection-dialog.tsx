import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { PlugZap } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileView } from '../../../shared/contract/connections.ts';
import { Arc } from '../../components/arc.tsx';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { type FieldName, fieldAt, fieldsOf, type ProfileFields, readForm, secretsOf } from './profile-form.ts';
import { ProfileSections } from './profile-sections.tsx';
import { TestReport } from './test-report.tsx';

interface ConnectionDialogProps {
  /** Null makes a new one. */
  readonly profile: ProfileView | null;
  /** A new one that starts with the settings of another. */
  readonly copyOf?: ProfileView;
  onSaved(profile: ProfileView): void;
  onClose(): void;
}

/** A profile, tried before it is kept. What is wrong is said at its field, and nothing is saved. */
export const ConnectionDialog = ({ profile, copyOf, onSaved, onClose }: ConnectionDialogProps) => {
  const { t } = useTranslation(['connections', 'common']);
  const queries = useQueryClient();
  const form = useRef<HTMLDivElement>(null);
  const [fields, setFields] = useState<ProfileFields>(() => ({
    ...fieldsOf((profile ?? copyOf)?.settings),
    ...(copyOf === undefined ? {} : { name: t('connections:copyName', { name: copyOf.settings.name }) }),
  }));
  const [wrong, setWrong] = useState<ReadonlySet<FieldName>>(new Set());
  const test = useChange('connections.test', { errors: 'here' });
  const save = useChange('connections.save', {
    errors: 'here',
    onDone: (saved) => {
      void queries.invalidateQueries({ queryKey: ['connections.list'] });
      void queries.invalidateQueries({ queryKey: ['connections.probe'] });
      onSaved(saved);
    },
  });
  const change = (part: Partial<ProfileFields>): void => {
    const next = { ...fields, ...part };
    setFields(next);
    test.reset();
    // What was told to be wrong is forgiven as soon as it is right.
    if (wrong.size > 0) {
      const read = readForm(next);
      setWrong(new Set(read.ok ? [] : read.wrong.filter((field) => wrong.has(field))));
    }
  };
  const withSettings = (
    use: (settings: Extract<ReturnType<typeof readForm>, { ok: true }>['settings']) => void,
  ): void => {
    const read = readForm(fields);
    if (read.ok) {
      use(read.settings);
      return;
    }
    setWrong(new Set(read.wrong));
    form.current?.querySelector<HTMLElement>(`[name="${read.wrong[0]}"]`)?.focus();
  };
  const ask = { id: profile?.id ?? null, secrets: secretsOf(fields) };
  const error = save.error ?? test.error;
  const told = error?.field === undefined ? new Set(wrong) : new Set([...wrong, fieldAt(error.field.split('.'))]);
  const busy = test.isPending || save.isPending;
  return (
    <DialogFrame
      open
      width={720}
      title={profile === null ? t('connections:new') : t('connections:editTitle', { name: profile.settings.name })}
      busy={save.isPending}
      onSubmit={() => withSettings((settings) => save.mutate({ ...ask, settings }))}
      onClose={onClose}
      note={
        <Button
          startIcon={test.isPending ? <Arc /> : <PlugZap size={14} strokeWidth={1.75} aria-hidden />}
          disabled={busy}
          onClick={() => withSettings((settings) => test.mutate({ ...ask, settings }))}
        >
          {t('connections:test')}
        </Button>
      }
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" disabled={busy}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <Box ref={form} sx={{ display: 'grid', gap: '18px' }}>
        <ProfileSections fields={fields} wrong={told} kept={profile?.secrets ?? []} onChange={change} />
        {test.data !== undefined && <TestReport report={test.data} />}
        <InlineError error={error ?? null} />
      </Box>
    </DialogFrame>
  );
};
