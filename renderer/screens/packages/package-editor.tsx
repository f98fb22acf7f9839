import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedPackage, PackageChoices, PackageForm, PackagePreview } from '../../../shared/contract/packages.ts';
import type { PackageId } from '../../../shared/domain/ids.ts';
import { diffOfPackages } from '../../../shared/domain/package-diff.ts';
import type { AppError } from '../../../shared/errors.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { CreateDialog } from './create-dialog.tsx';
import { draftOf, emptyDraft, type PackageDraft, type Problems, readDraft } from './draft.ts';
import { PackageFormParts } from './package-form.tsx';
import { SaveDialog } from './save-dialog.tsx';

interface PackageEditorProps {
  readonly choices: PackageChoices;
  /** Null: a new one. */
  readonly sold: ListedPackage | null;
  onCreated(id: PackageId): void;
}

/** `definition.limits.max_users` is `limits.max_users` here; modules go by their code, not by their place. */
const pathOf = ({ field = '' }: AppError, { modules }: PackageForm): string => {
  const path = field.replace(/^definition\./, '');
  const place = /^modules\.(\d+)/.exec(path)?.[1];
  return place === undefined ? path : `modules.${modules[Number(place)]?.code ?? ''}`;
};

/** The form, what is unsaved in it, and the way to save it by a look at what that does. */
export const PackageEditor = ({ choices, sold, onCreated }: PackageEditorProps) => {
  const { t } = useTranslation('packages');
  const { language } = useFormat();
  const root = useRef<HTMLElement>(null);
  const guard = useGuard({ call: sold === null ? 'packages.create' : 'packages.change' });
  const [begun] = useState(() => (sold === null ? emptyDraft(choices) : draftOf(sold, choices, language)));
  const [draft, setDraft] = useState<PackageDraft>(begun);
  const [problems, setProblems] = useState<Problems>({});
  const [refused, setRefused] = useState<{ readonly path: string; readonly error: AppError } | null>(null);
  const [reviewed, setReviewed] = useState<PackageForm | null>(null);
  const [shown, setShown] = useState<PackagePreview | null>(null);
  const preview = useChange('packages.preview', { errors: 'here', onDone: setShown });
  const problemAt = useProblem(problems, refused);
  useFocusOnProblem(root, problems, refused);

  const refuse = (error: AppError, definition: PackageForm): void => {
    setReviewed(null);
    setRefused({ path: pathOf(error, definition), error });
  };
  const review = (): void => {
    const { definition, problems: found } = readDraft(draft);
    setProblems(found);
    setRefused(null);
    if (definition === undefined) return;
    setReviewed(definition);
    if (sold !== null)
      preview.mutate(
        { id: sold.id, expected: sold.version, definition },
        { onError: (error) => refuse(error, definition) },
      );
  };
  const change = (next: PackageDraft): void => {
    setDraft(next);
    setRefused(null);
    if (Object.keys(problems).length > 0) setProblems(readDraft(next).problems);
  };
  const unsaved = unsavedIn(draft, begun, sold);
  useSaveKey(() => {
    if (guard.allowed && unsaved > 0 && reviewed === null && !preview.isPending) review();
  });
  const atField = refused !== null && problemAt(refused.path) !== undefined && refused.path !== '';

  return (
    <Box
      component="section"
      ref={root}
      aria-label={t('edit.form')}
      sx={{
        minHeight: 0,
        display: 'flex',
        flexDirection: 'column',
        bgcolor: 'surface.panel',
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '8px',
        overflow: 'hidden',
      }}
    >
      <Box tabIndex={0} sx={{ flex: 1, minHeight: 0, overflow: 'auto', outlineOffset: -2 }}>
        <PackageFormParts
          {...{ draft, choices, problemAt }}
          isNew={sold === null}
          locked={!guard.allowed}
          onChange={change}
        />
      </Box>
      {refused !== null && !atField && (
        <Box sx={{ p: '12px 16px 0' }}>
          <InlineError error={refused.error} />
        </Box>
      )}
      <Foot
        unsaved={unsaved}
        wrong={Object.keys(problems).length > 0 || atField}
        onDiscard={() => {
          setDraft(begun);
          setProblems({});
          setRefused(null);
        }}
      >
        <GuardedButton
          guard={guard}
          variant="contained"
          color="primary"
          busy={preview.isPending}
          onClick={() => {
            if (unsaved > 0) review();
          }}
        >
          {t(sold === null ? 'edit.reviewNew' : 'edit.review')}
        </GuardedButton>
      </Foot>
      {reviewed !== null && sold === null && (
        <CreateDialog
          definition={reviewed}
          onCreated={onCreated}
          onRefused={(error) => refuse(error, reviewed)}
          onClose={() => setReviewed(null)}
        />
      )}
      {reviewed !== null && sold !== null && shown !== null && (
        <SaveDialog
          sold={sold}
          definition={reviewed}
          preview={shown}
          onSaved={() => setReviewed(null)}
          onClose={() => {
            setReviewed(null);
            setShown(null);
          }}
        />
      )}
    </Box>
  );
};

/** Counted as they will be reviewed; while something can't be read, by the field. */
function unsavedIn(draft: PackageDraft, begun: PackageDraft, sold: ListedPackage | null): number {
  if (JSON.stringify(draft) === JSON.stringify(begun)) return 0;
  const { definition } = readDraft(draft);
  if (definition !== undefined && sold !== null) return diffOfPackages(sold, definition).length;
  const keys = Object.keys(draft) as ReadonlyArray<keyof PackageDraft>;
  return keys.filter((key) => JSON.stringify(draft[key]) !== JSON.stringify(begun[key])).length;
}

function useProblem(problems: Problems, refused: { readonly path: string; readonly error: AppError } | null) {
  const { t } = useTranslation('packages');
  const describe = useErrorText();
  return (path: string): string | undefined => {
    const found = problems[path];
    if (found === 'amount') return t('edit.amount');
    if (found !== undefined) return describe({ key: found }).title;
    return refused?.path === path ? describe(refused.error).title : undefined;
  };
}

/** Ctrl+S, also while a field has the focus. */
function useSaveKey(save: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      save();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}

/** To the first field that is refused. */
function useFocusOnProblem(
  root: React.RefObject<HTMLElement | null>,
  problems: Problems,
  refused: { readonly path: string } | null,
): void {
  const count = Object.keys(problems).length + (refused === null ? 0 : 1);
  const before = useRef(0);
  useEffect(() => {
    if (count > 0 && before.current === 0) root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    before.current = count;
  }, [count, root]);
}

interface FootProps {
  readonly unsaved: number;
  readonly wrong: boolean;
  readonly children: React.ReactNode;
  onDiscard(): void;
}

const Foot = ({ unsaved, wrong, children, onDiscard }: FootProps) => {
  const { t } = useTranslation('packages');
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        px: '16px',
        py: '10px',
        borderTop: '1px solid',
        borderColor: 'line.subtle',
        bgcolor: 'surface.sunken',
        fontSize: 12,
      }}
    >
      <Box role="status" sx={{ flex: 1, color: wrong ? 'status.danger.text' : 'ink.secondary' }}>
        {wrong ? t('edit.wrong') : unsaved === 0 ? t('edit.nothing') : t('edit.unsaved', { count: unsaved })}
      </Box>
      {unsaved > 0 && (
        <Button variant="text" onClick={onDiscard}>
          {t('edit.discard')}
        </Button>
      )}
      {children}
    </Box>
  );
};
