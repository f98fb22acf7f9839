import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { FlagPackageChoice } from '../../../shared/contract/flags.ts';
import type { PackageId } from '../../../shared/domain/ids.ts';
import { CheckInput } from '../../components/check-input.tsx';
import { nextBetter, packagesWith } from './draft.ts';
import { RuleBlock } from './rule-block.tsx';

interface PackageRuleProps {
  readonly number: number;
  readonly packages: ReadonlyArray<FlagPackageChoice>;
  readonly value: PackageId | null;
  readonly editable: boolean;
  onChange(value: PackageId | null): void;
}

/** The least package that has it: whatever is better has it too, so that ticking one ticks all after it. */
export const PackageRule = ({ number, packages, value, editable, onChange }: PackageRuleProps) => {
  const { t } = useTranslation('flags');
  const having = packagesWith(packages, value);
  const note = value === null ? t('anyPackage') : having.size === 0 ? t('packageGone') : t('othersOff');
  return (
    <RuleBlock number={number} title={t('rule.package')} note={note}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: '20px', rowGap: '4px' }}>
        {packages.map((one) => {
          const { id, name } = one;
          const ticked = having.has(id);
          return (
            <CheckInput
              key={id}
              label={name}
              checked={ticked}
              disabled={!editable}
              onChange={() => onChange(ticked ? nextBetter(packages, one) : id)}
            />
          );
        })}
      </Box>
    </RuleBlock>
  );
};
