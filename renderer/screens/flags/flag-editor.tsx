import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { keepPreviousData } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlagDetail, FlagRulesInput } from '../../../shared/contract/flags.ts';
import { type FlagList, flagStages, listed } from '../../../shared/domain/flags.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { differences, type FlagDraft, rulesOf } from './draft.ts';
import { EffectBar } from './effect-bar.tsx';
import { FlagHead } from './flag-head.tsx';
import { ListRule } from './list-rule.tsx';
import { PackageRule } from './package-rule.tsx';
import { RolloutRule } from './rollout-rule.tsx';
import { RuleBlock } from './rule-block.tsx';
import { SaveDialog } from './save-dialog.tsx';
import type { PickedTenant } from './tenant-picker.tsx';
import { useFlagWords } from './use-flag-words.ts';

interface FlagEditorProps {
  readonly detail: FlagDetail;
  readonly draft: FlagDraft | undefined;
  /** Below the effect, where there is no room beside it. */
  readonly below: ReactNode;
  onDraft(draft: FlagDraft | undefined): void;
  onWho(): void;
  onRemoved(): void;
}

/** A flag's rules in the order in which they decide, what they would do, and saving them. */
export const FlagEditor = ({ detail, draft, below, onDraft, onWho, onRemoved }: FlagEditorProps) => {
  const { t } = useTranslation('flags');
  const words = useFlagWords();
  const { flag, packages } = detail;
  const [names, setNames] = useState<ReadonlyMap<TenantId, string>>(new Map());
  const [reviewing, setReviewing] = useState(false);
  const save = useGuard({ call: 'flags.save' });
  const saved = rulesOf(flag);
  const rules = draft?.rules ?? saved;
  const changes = differences(saved, rules);
  const unsaved = changes.length > 0;
  const {
    data: preview,
    error,
    isPlaceholderData,
  } = useCall(
    'flags.preview',
    { key: flag.key, rules, offset: 0 },
    { enabled: unsaved, placeholderData: keepPreviousData },
  );
  const put = (change: Partial<FlagRulesInput>): void => {
    const next = { ...rules, ...change };
    const same = differences(saved, next).length === 0;
    onDraft(same ? undefined : { rules: next, from: draft?.from ?? flag.version });
  };
  const list = (id: TenantId, to: FlagList): void => {
    const { alwaysOn, neverOn } = listed(rules, id, to);
    put({ alwaysOn: [...alwaysOn], neverOn: [...neverOn] });
  };
  const add = (to: FlagList) => (tenant: PickedTenant) => {
    setNames((now) => new Map(now).set(tenant.id, tenant.name));
    list(tenant.id, to);
  };
  const nameOf = (id: TenantId): string | null =>
    detail.listed.find((one) => one.id === id)?.name ?? names.get(id) ?? null;
  const packageName = (id: string | null): string =>
    packages.find((one) => one.id === id)?.name ?? t(id === null ? 'change.anyPackage' : 'packageGone');
  const told = changes.map((one) => words.change(one, packageName)).join(', ');
  const canReview = unsaved && save.allowed && preview !== undefined && !isPlaceholderData;
  useReviewKey(canReview, () => setReviewing(true));
  const editable = save.allowed;
  const stopped = flag.stoppedFrom !== null;

  return (
    <Box
      component="section"
      aria-label={flag.key}
      data-region
      tabIndex={-1}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        minHeight: 0,
        minWidth: 0,
        outline: 'none',
        bgcolor: 'surface.panel',
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '8px',
        overflow: 'hidden',
      }}
    >
      <Box tabIndex={0} sx={{ flex: 1, minHeight: 0, overflow: 'auto', px: '16px', outlineOffset: -2 }}>
        <FlagHead detail={detail} onRemoved={onRemoved} />
        {draft !== undefined && draft.from !== flag.version && unsaved && (
          <Box sx={{ pb: '12px' }}>
            <InlineMessage tone="warn" title={t('changedMeanwhile')} body={t('changedMeanwhileBody')} />
          </Box>
        )}
        <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary', pb: '8px' }}>
          {t('order')}
          {save.why !== null && (
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mt: 1 }}>
              <Lock size={12} strokeWidth={1.75} aria-hidden />
              {t('readOnly', { why: save.why.title })}
            </Box>
          )}
        </Box>
        <RuleBlock
          number={1}
          title={t('rule.stage')}
          note={
            flag.stoppedFrom === null
              ? t(`stageHelp.${rules.stage}`)
              : t('stoppedStage', { stage: t(`stage.${flag.stoppedFrom}`) })
          }
        >
          {editable && !stopped && (
            <div>
              <Segmented
                label={t('rule.stage')}
                value={rules.stage}
                options={flagStages.map((value) => ({ value, label: t(`stage.${value}`) }))}
                onChange={(stage) => put({ stage })}
              />
            </div>
          )}
          {!editable && !stopped && <Box sx={{ fontSize: 13 }}>{t(`stage.${rules.stage}`)}</Box>}
        </RuleBlock>
        <ListRule
          number={2}
          list="never_on"
          tenants={rules.neverOn}
          editable={editable}
          nameOf={nameOf}
          onAdd={add('never_on')}
          onRemove={(id) => put({ neverOn: rules.neverOn.filter((one) => one !== id) })}
        />
        <PackageRule
          number={3}
          packages={packages}
          value={rules.requiresPackage}
          editable={editable}
          onChange={(requiresPackage) => put({ requiresPackage })}
        />
        <ListRule
          number={4}
          list="always_on"
          tenants={rules.alwaysOn}
          editable={editable}
          nameOf={nameOf}
          onAdd={add('always_on')}
          onRemove={(id) => put({ alwaysOn: rules.alwaysOn.filter((one) => one !== id) })}
        />
        <RolloutRule
          number={5}
          value={rules.rollout}
          editable={editable}
          asked={(flag.stoppedFrom ?? rules.stage) === 'enabled'}
          onChange={(rollout) => put({ rollout })}
        />
        <EffectBar
          effect={(unsaved ? preview?.effect : undefined) ?? detail.effect}
          unsaved={unsaved}
          old={isPlaceholderData}
          onWho={onWho}
        />
        <InlineError error={unsaved ? error : null} />
        {below}
      </Box>
      {unsaved && (
        <Box
          sx={{
            flex: 'none',
            display: 'flex',
            alignItems: 'center',
            gap: 2,
            px: '16px',
            py: '10px',
            borderTop: '1px solid',
            borderColor: 'line.subtle',
            bgcolor: 'surface.sunken',
          }}
        >
          <StatusGlyph glyph="dot" tone="warn" />
          <Box role="status" sx={{ flex: 1, minWidth: 0, fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
            {t('unsaved', { changes: told })}
          </Box>
          <Button variant="text" onClick={() => onDraft(undefined)}>
            {t('discard')}
          </Button>
          <GuardedButton
            guard={save}
            variant="contained"
            color="primary"
            busy={preview === undefined || isPlaceholderData}
            onClick={() => setReviewing(true)}
          >
            {t('review')}
          </GuardedButton>
          <Kbd aria-hidden sx={{ display: { xs: 'none', lg: 'inline-flex' } }}>
            Ctrl S
          </Kbd>
        </Box>
      )}
      {reviewing && preview !== undefined && (
        <SaveDialog
          flag={flag}
          rules={rules}
          changes={told}
          preview={preview}
          onSaved={() => {
            setReviewing(false);
            onDraft(undefined);
          }}
          onClose={() => setReviewing(false)}
        />
      )}
    </Box>
  );
};

/** Ctrl+S, where there are changes; the window's own way to save a page is never meant. */
function useReviewKey(can: boolean, review: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 's')
        return;
      event.preventDefault();
      const covered = document.querySelector('[role="dialog"][aria-modal="true"], .MuiPopover-root') !== null;
      if (can && !covered) review();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [can, review]);
}
