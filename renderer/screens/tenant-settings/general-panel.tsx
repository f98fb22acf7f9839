import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantSettings } from '../../../shared/contract/tenant-settings.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { offeredCurrencies } from '../../../shared/domain/currencies.ts';
import type { Language } from '../../../shared/domain/platform.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { Panel } from '../../components/panel.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useNotices } from '../../stores/notices.ts';

/** For what the platform has; no zone, language or currency is called so. */
const asPlatform = 'platform';
const languages = ['tr', 'en'] as const satisfies ReadonlyArray<Language>;

interface GeneralPanelProps {
  readonly tenant: TenantDetail;
  readonly settings: TenantSettings;
}

const zones = (own: string | null): ReadonlyArray<string> => {
  const known = Intl.supportedValuesOf('timeZone');
  return own === null || known.includes(own) ? known : [own, ...known];
};

/** Time zone, language and currency: of its own, or as the platform has them. */
export const GeneralPanel = ({ tenant, settings }: GeneralPanelProps) => {
  const { t } = useTranslation('tenant-settings');
  const format = useFormat();
  const describe = useErrorText();
  const guard = useGuard({ call: 'tenantSettings.save' });
  const { platform } = settings;
  const begun: { timeZone: string; language: Language | typeof asPlatform; currency: string } = {
    timeZone: settings.timeZone ?? asPlatform,
    language: languages.find((one) => one === settings.language) ?? asPlatform,
    currency: settings.currency ?? asPlatform,
  };
  const [draft, setDraft] = useState<typeof begun>(begun);
  const succeed = useNotices((notices) => notices.succeed);
  const save = useChange('tenantSettings.save', {
    errors: 'here',
    onDone: () => succeed(t('general.saved', { name: tenant.name })),
  });
  const zoneOptions = useMemo(
    () => zones(settings.timeZone).map((value) => ({ value, label: value.replaceAll('_', ' ') })),
    [settings.timeZone],
  );
  const own = (value: string): string | null => (value === asPlatform ? null : value);
  const language = (value: Language): string => t(`general.languages.${value}`);
  const platformOption = (value: string) => ({ value: asPlatform, label: t('general.asPlatform', { value }) });
  const currencies = [
    ...new Set<string>([...(settings.currency === null ? [] : [settings.currency]), ...offeredCurrencies]),
  ];
  const changed = JSON.stringify(draft) !== JSON.stringify(begun);
  const errorAt = (field: string): string | undefined =>
    save.error?.field === field ? describe(save.error).title : undefined;
  return (
    <Panel
      title={t('general.title')}
      note={
        settings.updatedAt === null || settings.updatedBy === null
          ? undefined
          : t('general.note', { when: format.date(settings.updatedAt), by: settings.updatedBy })
      }
    >
      <Box sx={{ display: 'grid', gap: '12px' }}>
        <SelectInput<string>
          label={t('general.timeZone')}
          value={draft.timeZone}
          options={[platformOption(platform.timeZone), ...zoneOptions]}
          disabled={!guard.allowed}
          error={errorAt('timeZone')}
          onChange={(timeZone) => setDraft({ ...draft, timeZone })}
        />
        <Box sx={{ display: 'grid', gap: '12px', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' }}>
          <SelectInput<Language | typeof asPlatform>
            label={t('general.language')}
            value={draft.language}
            options={[
              { value: asPlatform, label: t('general.asPlatform', { value: language(platform.language) }) },
              ...languages.map((value) => ({ value, label: language(value) })),
            ]}
            disabled={!guard.allowed}
            error={errorAt('language')}
            onChange={(next) => setDraft({ ...draft, language: next })}
          />
          <SelectInput<string>
            label={t('general.currency')}
            value={draft.currency}
            options={[platformOption(platform.currency), ...currencies.map((value) => ({ value, label: value }))]}
            disabled={!guard.allowed}
            error={errorAt('currency')}
            onChange={(currency) => setDraft({ ...draft, currency })}
          />
        </Box>
        <InlineError error={save.error?.field === undefined ? save.error : null} />
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <Box role="status" sx={{ flex: 1, fontSize: 12, color: 'ink.tertiary' }}>
            {changed ? t('general.unsaved') : t('general.nothing')}
          </Box>
          {changed && (
            <Button variant="text" onClick={() => setDraft(begun)}>
              {t('general.discard')}
            </Button>
          )}
          <GuardedButton
            guard={guard}
            busy={save.isPending}
            onClick={() => {
              if (changed)
                save.mutate({
                  ...{ tenantId: tenant.id, timeZone: own(draft.timeZone), currency: own(draft.currency) },
                  language: draft.language === asPlatform ? null : draft.language,
                });
            }}
          >
            {t('general.save')}
          </GuardedButton>
        </Box>
      </Box>
    </Panel>
  );
};
