import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/contract/settings.ts';
import { InlineError } from '../../components/inline-error.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useSettings } from '../../ipc/use-settings.ts';
import { usePlatform } from '../../stores/session.ts';
import { AutoLockField } from './auto-lock-field.tsx';
import { SettingRow } from './setting-row.tsx';
import { useKeep } from './use-keep.ts';

export const GeneralSection = () => {
  const { t } = useTranslation('settings');
  const settings = useSettings();
  const { keep, saved, error } = useKeep();
  if (settings === undefined) return <SkeletonRows rows={6} />;
  return (
    <>
      <InlineError error={error} />
      <Panel title={t('appearance')}>
        <SettingRow label={t('language')} help={t('languageHelp')} saved={saved === 'language'}>
          <Segmented<Settings['language']>
            label={t('language')}
            value={settings.language}
            options={(['en', 'tr'] as const).map((value) => ({
              value,
              label: <span lang={value}>{t(`languages.${value}`)}</span>,
            }))}
            onChange={(language) => keep({ language })}
          />
        </SettingRow>
        <SettingRow label={t('theme')} help={t('themeHelp')} saved={saved === 'theme'}>
          <Segmented<Settings['theme']>
            label={t('theme')}
            value={settings.theme}
            options={(['light', 'dark', 'system'] as const).map((value) => ({ value, label: t(`themes.${value}`) }))}
            onChange={(theme) => keep({ theme })}
          />
        </SettingRow>
        <SettingRow label={t('density')} help={t('densityHelp')} saved={saved === 'density'}>
          <Segmented<Settings['density']>
            label={t('density')}
            value={settings.density}
            options={(['compact', 'default', 'relaxed'] as const).map((value) => ({
              value,
              label: t(`densities.${value}`),
            }))}
            onChange={(density) => keep({ density })}
          />
        </SettingRow>
      </Panel>
      <Panel title={t('security')}>
        <SettingRow label={t('autoLock')} help={t('autoLockHelp')} saved={saved === 'autoLockMinutes'}>
          <AutoLockField kept={settings.autoLockMinutes} onKeep={(autoLockMinutes) => keep({ autoLockMinutes })} />
        </SettingRow>
      </Panel>
      <Times />
    </>
  );
};

const Times = () => {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const zone = usePlatform()?.timeZone;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone === undefined) return null;
  return (
    <Panel title={t('time')}>
      <SettingRow label={t('zone')} help={t('zoneHelp')}>
        <KeyValues
          labelWidth={130}
          rows={[
            { label: t('zonePlatform'), value: zone },
            { label: t('now'), value: format.dateTime(new Date().toISOString()) },
            { label: t('zoneHere'), value: here === zone ? t('sameZone', { zone: here }) : here },
          ]}
        />
      </SettingRow>
    </Panel>
  );
};
