import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FlagEffect, FlagGroup } from '../../../shared/domain/flag-effect.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useFlagWords } from './use-flag-words.ts';

interface EffectBarProps {
  readonly effect: FlagEffect;
  readonly unsaved: boolean;
  /** It is being counted anew. */
  readonly old: boolean;
  onWho(): void;
}

const nameOf = ({ by, on }: Pick<FlagGroup, 'by' | 'on'>) => `${by}_${on ? 'on' : 'off'}` as const;
type GroupName = 'stage_off' | 'never_on_off' | 'package_off' | 'always_on_on' | 'rollout_on' | 'rollout_off';

/** Who has it first, darkest to lightest. */
const order: ReadonlyArray<GroupName> = [
  'always_on_on',
  'rollout_on',
  'rollout_off',
  'package_off',
  'never_on_off',
  'stage_off',
];
const colours: Readonly<Record<GroupName, string>> = {
  always_on_on: 'data.new',
  rollout_on: 'data.expansion',
  rollout_off: 'ink.tertiary',
  package_off: 'line.control',
  never_on_off: 'line.default',
  stage_off: 'line.default',
};

/** All tenants in one bar, by the rule that decided. */
export const EffectBar = ({ effect, unsaved, old, onWho }: EffectBarProps) => {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const words = useFlagWords();
  const groups = effect.groups.toSorted(
    (a, b) => order.indexOf(nameOf(a) as GroupName) - order.indexOf(nameOf(b) as GroupName),
  );
  const sum = words.sums(effect.on.mrr);
  return (
    <Box
      component="section"
      aria-busy={old}
      sx={{ py: '12px', borderTop: '1px solid', borderColor: 'line.subtle', display: 'grid', gap: 2 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Box component="h3" sx={{ m: 0, fontSize: 13, lineHeight: '20px', fontWeight: 600, flex: 1 }}>
          {t(unsaved ? 'effect.after' : 'effect.now')}
        </Box>
        <Box component="span" className="n" sx={{ fontSize: 12, color: 'ink.secondary' }}>
          {t('effect.on', { on: format.number(effect.on.tenants), of: format.number(effect.tenants) })}
        </Box>
        <Button
          size="small"
          variant="text"
          startIcon={<Users size={13} strokeWidth={1.75} aria-hidden />}
          onClick={onWho}
        >
          {t('effect.who')}
        </Button>
      </Box>
      <Box aria-hidden sx={{ display: 'flex', gap: '2px', height: 8 }}>
        {groups.map((group) => (
          <Box
            key={nameOf(group)}
            sx={{
              flex: `${group.tenants} 1 0`,
              minWidth: 3,
              borderRadius: '2px',
              bgcolor: colours[nameOf(group) as GroupName],
            }}
          />
        ))}
      </Box>
      <Box
        component="ul"
        sx={{ m: 0, p: 0, listStyle: 'none', display: 'flex', flexWrap: 'wrap', columnGap: '16px', rowGap: '2px' }}
      >
        {groups.map((group) => {
          const name = nameOf(group) as GroupName;
          const groupSum = words.sums(group.mrr);
          return (
            <Box
              component="li"
              key={name}
              className="n"
              sx={{ display: 'flex', alignItems: 'center', gap: 1.5, fontSize: 12, lineHeight: '18px' }}
            >
              <Box aria-hidden sx={{ width: 8, height: 8, borderRadius: '2px', bgcolor: colours[name] }} />
              {t(`effect.group.${name}`)} {format.number(group.tenants)}
              {groupSum !== '' && (
                <Box component="span" sx={{ color: 'ink.tertiary' }}>
                  {groupSum}
                </Box>
              )}
            </Box>
          );
        })}
      </Box>
      <Box className="n" sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
        {sum === '' ? t('effect.noMrr') : t('effect.mrrOn', { sum })}
      </Box>
    </Box>
  );
};
