import Box from '@mui/material/Box';
import { ArrowRight, Trash2, Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantModule, TenantModules } from '../../../shared/contract/modules.ts';
import type { Guard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { type KeyValue, KeyValues } from '../../components/key-values.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { type ModuleAct, offerOf } from './module-facts.ts';
import { ModuleHistory } from './module-history.tsx';
import { ModuleStateChip } from './module-state.tsx';
import { useModuleName } from './module-words.ts';
import { PanelSection } from './panel-section.tsx';
import { VersionList } from './version-list.tsx';

interface ModulePanelProps {
  readonly module: TenantModule;
  readonly tenant: Pick<TenantModules, 'packageName'>;
  readonly guard: Guard;
  readonly purgeGuard: Guard;
  onAct(act: ModuleAct): void;
  onClose(): void;
}

const Version = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <Box>
    <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>{label}</Box>
    <Mono sx={{ fontSize: 13, fontWeight: 600 }}>{children}</Mono>
  </Box>
);

/** One module of one tenant: its versions, what waits, what it stands on and what was done with it. */
export const ModulePanel = ({ module, tenant, guard, purgeGuard, onAct, onClose }: ModulePanelProps) => {
  const { t } = useTranslation('modules');
  const nameOf = useModuleName();
  const rows = useRows(module, tenant);
  const offer = offerOf(module);
  const words = offer === 'resolve' ? 'resolve' : module.state === 'behind' ? 'migrate' : 'install';
  const removable = module.origin === null && !module.isCore && module.contents !== null;
  return (
    <SidePanel
      inset
      title={nameOf(module)}
      sub={<Mono>{module.code}</Mono>}
      onClose={onClose}
      {...(offer === null && !removable
        ? {}
        : {
            foot: (
              <>
                {removable && (
                  <GuardedButton
                    guard={purgeGuard}
                    icon={<Trash2 size={14} strokeWidth={1.75} aria-hidden />}
                    onClick={() => onAct('purge')}
                  >
                    {t('purge')}
                  </GuardedButton>
                )}
                <Box sx={{ flex: 1 }} />
                {offer !== null && (
                  <GuardedButton
                    guard={guard}
                    icon={offer === 'activate' ? <Upload size={14} strokeWidth={1.75} aria-hidden /> : undefined}
                    onClick={() => onAct(offer)}
                  >
                    {t(words)}
                  </GuardedButton>
                )}
              </>
            ),
          })}
    >
      <PanelSection>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap' }}>
          <Version label={t('panel.installed')}>{module.installed ?? '–'}</Version>
          <ArrowRight size={14} strokeWidth={1.75} aria-hidden />
          <Version label={t('panel.bundle')}>{module.latest ?? '–'}</Version>
          <Box sx={{ flex: 1 }} />
          <ModuleStateChip module={module} form="tinted" />
        </Box>
      </PanelSection>
      {module.missing.length > 0 && module.origin !== null && (
        <PanelSection title={t('panel.pending')}>
          <VersionList label={t('panel.pending')} versions={module.missing} />
        </PanelSection>
      )}
      <PanelSection>
        <KeyValues rows={rows} />
      </PanelSection>
      <PanelSection title={t('panel.history')}>
        <ModuleHistory lines={module.history} />
      </PanelSection>
    </SidePanel>
  );
};

const Codes = ({ codes }: { readonly codes: ReadonlyArray<string> }) => {
  const { t } = useTranslation('modules');
  return codes.length === 0 ? (
    <Box component="span" sx={{ color: 'ink.tertiary' }}>
      {t('panel.nothing')}
    </Box>
  ) : (
    <Mono>{codes.join('  ')}</Mono>
  );
};

function useRows(
  { origin, isCore, maxEntities, dependsOn, usedBy, contents, installedAt, unknown }: TenantModule,
  { packageName }: Pick<TenantModules, 'packageName'>,
): ReadonlyArray<KeyValue> {
  const { t } = useTranslation('modules');
  const format = useFormat();
  return [
    { label: t('panel.entitled'), value: t(`origin.${origin ?? 'none'}`, { package: packageName ?? '' }) },
    ...(origin === null || isCore
      ? []
      : [
          {
            label: t('panel.limit'),
            value: maxEntities === null ? t('panel.noLimit') : format.number(maxEntities),
          },
        ]),
    { label: t('panel.needs'), value: <Codes codes={dependsOn} /> },
    { label: t('panel.usedBy'), value: <Codes codes={usedBy} /> },
    {
      label: t('panel.tables'),
      value:
        contents === null ? (
          <Missing />
        ) : (
          t('panel.contents', {
            count: contents.tables,
            rows: format.number(contents.rows),
            size: format.bytes(contents.bytes),
          })
        ),
    },
    {
      label: t('panel.lastMigrated'),
      value: installedAt === null ? <Missing /> : format.moment(installedAt),
    },
    ...(unknown.length === 0 ? [] : [{ label: t('panel.unknown'), value: <Mono>{unknown.join('  ')}</Mono> }]),
  ];
}
