import { useTranslation } from 'react-i18next';
import type { FlagRow } from '../../../shared/contract/flags.ts';
import type { FlagDecision, FlagRule, FlagRules, FlagSubject } from '../../../shared/domain/flags.ts';
import type { PackageId } from '../../../shared/domain/ids.ts';
import type { Money } from '../../../shared/domain/money.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { Difference } from './draft.ts';

interface Asked {
  readonly rules: FlagRules;
  readonly subject: Pick<FlagSubject, 'package'>;
  readonly decision: FlagDecision;
  /** It is not disabled by anybody's wish: it is stopped. */
  readonly stopped: boolean;
}

/** Flags in words: how one stands, why a tenant has it, and what was changed. */
export function useFlagWords() {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const share = (rollout: number): string => format.percent(rollout / 100);

  /** In a row of the list. */
  function summary(
    { state, stage, rollout, requiresPackage, alwaysOn, neverOn, on }: FlagRow,
    tenants: number,
  ): string {
    if (state === 'stopped') return t('summary.stopped');
    if (state === 'off') return t(stage === 'planned' ? 'summary.planned' : 'summary.off');
    if (state === 'on') return t(on === tenants ? 'summary.forAll' : 'summary.wherePossible');
    if (stage === 'development' || rollout === 0) return t('summary.only', { count: alwaysOn.length });
    if (requiresPackage !== null) {
      const { name } = requiresPackage;
      return rollout === 100
        ? t('summary.package', { package: name })
        : t('summary.rolloutOf', { share: share(rollout), package: name });
    }
    if (rollout === 100) return t('summary.allBut', { count: neverOn.length });
    return t('summary.rollout', { share: share(rollout) });
  }

  function why({ rules, subject: { package: has }, decision, stopped }: Asked): string {
    switch (decision.by) {
      case 'stage':
        if (stopped) return t('why.stage_stopped');
        return t(rules.stage === 'enabled' ? 'why.stage_disabled' : `why.stage_${rules.stage}`);
      case 'never_on':
        return t('why.never_on');
      case 'package':
        if (has === null) return t('why.no_package');
        return has.flags !== null && !has.flags.includes(rules.key)
          ? t('why.package_without', { package: has.name })
          : t('why.package', { package: has.name });
      case 'always_on':
        return t('why.always_on');
      case 'rollout':
        if (rules.rollout === 100) return t('why.rollout_all');
        return t(decision.on ? 'why.rollout_on' : 'why.rollout_off', {
          place: decision.place,
          share: share(rules.rollout),
        });
    }
  }

  /** What one rule had to say on the way to the decision. */
  function step(rule: FlagRule, { rules, subject: { package: has }, decision }: Omit<Asked, 'stopped'>): string {
    const decided = decision.by === rule;
    switch (rule) {
      case 'stage': {
        const stage = t(`stage.${rules.stage}`);
        return decided ? t('path.stageOff', { stage }) : stage;
      }
      case 'never_on':
        return t(decided ? 'path.listedOff' : 'path.notListed');
      case 'package':
        if (has === null) return t(decided ? 'path.noPackageOff' : 'path.noPackage');
        return decided ? t('path.packageOff', { package: has.name }) : has.name;
      case 'always_on':
        return t(decided ? 'path.listedOn' : 'path.notListed');
      case 'rollout':
        if (!decided) return t('path.place', { place: decision.place });
        return t(decision.on ? 'path.rolloutOn' : 'path.rolloutOff', { place: decision.place });
    }
  }

  function change(one: Difference, packageName: (id: PackageId | null) => string): string {
    switch (one.what) {
      case 'stage':
        return t('change.stage', { from: t(`stage.${one.from}`), to: t(`stage.${one.to}`) });
      case 'rollout':
        return t('change.rollout', { from: share(one.from), to: share(one.to) });
      case 'package':
        return t('change.package', { from: packageName(one.from), to: packageName(one.to) });
      case 'added':
      case 'removed':
        return t(`change.${one.what}`, { list: t(`changes.list.${one.list}`), count: one.tenants.length });
    }
  }

  /** One sum a currency, joined; those of nothing are left out. */
  const sums = (mrr: ReadonlyArray<Money>): string =>
    mrr
      .filter(({ minor }) => minor !== 0)
      .map((sum) => format.money(sum, { whole: true }))
      .join(' + ');
  const mrr = (all: ReadonlyArray<Money>): string => {
    const sum = sums(all);
    return sum === '' ? t('noMrr') : t('mrr', { sum });
  };

  return { summary, why, step, change, sums, mrr, share };
}
