import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { PlugZap } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileView } from '../../../shared/contract/connections.ts';
import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import { Arc } from '../../components/arc.tsx';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
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
  const describe = useErrorText();
  const form = useRef<HTMLDivElement>(null);
  const report = useRef<HTMLDivElement>(null);
  const [fields, setFields] = useState<ProfileFields>(() => ({
    ...fieldsOf((profile ?? copyOf)?.settings),
    ...(copyOf === undefined ? {} : { name: t('connections:copyName', { name: copyOf.settings.name }) }),
  }));
  /** What the operator has left, or tried to save: only there something is told to be wrong. */
  const [told, setTold] = useState<ReadonlySet<FieldName>>(new Set());
  const test = useChange('connections.test', { errors: 'here' });
  useEffect(() => {
    if (test.data !== undefined) report.current?.scrollIntoView({ block: 'nearest' });
  }, [test.data]);
  const save = useChange('connections.save', {
    errors: 'here',
    onDone: (saved) => {
      void queries.invalidateQueries({ queryKey: ['connections.list'] });
      void queries.invalidateQueries({ queryKey: ['connections.probe'] });
      onSaved(saved);
    },
  });
  const read = readForm(fields);
  const change = (part: Partial<ProfileFields>): void => {
    setFields({ ...fields, ...part });
    test.reset();
    save.reset();
  };
  const withSettings = (use: (settings: ProfileSettings) => void): void => {
    if (read.ok) {
      use(read.settings);
      return;
    }
    setTold(new Set(read.wrong.keys()));
    const [first] = read.wrong.keys();
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus());
  };
  const ask = { id: profile?.id ?? null, secrets: secretsOf(fields) };
  const error = save.error ?? test.error;
  const refused = error?.field === undefined ? null : fieldAt(error.field.split('.'));
  const wrong = new Map<FieldName, string>();
  if (!read.ok)
    for (const [field, { key, max }] of read.wrong)
      if (told.has(field)) wrong.set(field, t(`connections:problem.${key}`, { max }));
  if (refused !== null && error !== null) wrong.set(refused, describe(error).title);
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
        <ProfileSections
          fields={fields}
          wrong={wrong}
          kept={profile?.secrets ?? []}
          onChange={change}
          onLeave={(field) => setTold((before) => new Set([...before, field]))}
        />
        <Box ref={report} role="status">
          {test.data !== undefined && <TestReport report={test.data} />}
        </Box>
        {refused === null && <InlineError error={error ?? null} />}
      </Box>
    </DialogFrame>
  );
};
