import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useTranslation } from 'react-i18next';
import type { PackageChoices } from '../../../shared/contract/packages.ts';
import { CheckInput } from '../../components/check-input.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { type DraftModule, type PackageDraft, withModule } from './draft.ts';

interface ModuleFieldsProps {
  readonly draft: PackageDraft;
  readonly choices: PackageChoices;
  readonly locked: boolean;
  problemAt(path: string): string | undefined;
  onChange(draft: PackageDraft): void;
}

/** Which modules, and how much of each. */
export const ModuleFields = ({ draft, choices, locked, problemAt, onChange }: ModuleFieldsProps) => {
  const { t } = useTranslation('packages');
  const problem = problemAt('modules');
  const set = (code: string, most: string): void =>
    onChange({ ...draft, modules: draft.modules.map((one) => (one.code === code ? { ...one, most } : one)) });
  return (
    <Box sx={{ display: 'grid', gap: '2px' }}>
      <Box aria-hidden sx={{ width: 150, justifySelf: 'end', mt: '-30px', fontSize: 12, color: 'ink.secondary' }}>
        {t('edit.moduleMostColumn')}
      </Box>
      {draft.modules.map((module) => (
        <ModuleRow
          key={module.code}
          {...{ module, choices, locked }}
          problem={problemAt(`modules.${module.code}`)}
          onInclude={(included) => onChange(withModule(draft, module.code, included, choices.modules))}
          onMost={(most) => set(module.code, most)}
        />
      ))}
      {problem !== undefined && (
        <Box
          role="alert"
          sx={{ display: 'flex', gap: 1.5, mt: 1, fontSize: 12, lineHeight: '18px', color: 'status.danger.text' }}
        >
          <StatusGlyph glyph="octagon" tone="danger" />
          {problem}
        </Box>
      )}
    </Box>
  );
};

interface ModuleRowProps {
  readonly module: DraftModule;
  readonly choices: PackageChoices;
  readonly locked: boolean;
  readonly problem: string | undefined;
  onInclude(included: boolean): void;
  onMost(most: string): void;
}

const ModuleRow = ({ module, choices, locked, problem, onInclude, onMost }: ModuleRowProps) => {
  const { t } = useTranslation('packages');
  const known = choices.modules.find(({ code }) => code === module.code);
  const needs = known?.dependsOn ?? [];
  const help =
    known === undefined
      ? t('edit.unknownModule')
      : needs.length === 0
        ? ''
        : t('edit.needs', { modules: needs.join(', ') });
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 150px', gap: '12px', minHeight: 36 }}>
      <CheckInput
        label={
          <>
            <span lang="tr">{module.name}</span>{' '}
            <Box component="span" sx={{ color: 'ink.tertiary', fontSize: 12 }}>
              {[module.code, help].filter((part) => part !== '').join(', ')}
            </Box>
          </>
        }
        checked={module.included}
        disabled={locked}
        onChange={onInclude}
      />
      {module.included && (
        <OutlinedInput
          value={module.most}
          readOnly={locked}
          error={problem !== undefined}
          placeholder={t('noLimit')}
          onChange={(event) => onMost(event.target.value)}
          slotProps={{
            input: {
              'aria-label': t('edit.moduleMost', { module: module.name }),
              'aria-invalid': problem !== undefined,
              maxLength: 13,
            },
          }}
        />
      )}
    </Box>
  );
};
