import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { CatalogModule } from '../../../shared/contract/modules.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { usePackageName } from './catalog-columns.tsx';
import { useModuleName } from './module-words.ts';
import { PanelSection } from './panel-section.tsx';
import { VersionList } from './version-list.tsx';

const Nothing = ({ children }: { readonly children: string }) => (
  <Box sx={{ fontSize: 12, color: 'ink.tertiary' }}>{children}</Box>
);

/** One module over all tenants: what ships of it, what sells it. */
export const CatalogPanel = ({ module, onClose }: { readonly module: CatalogModule; onClose(): void }) => {
  const { t } = useTranslation('modules');
  const format = useFormat();
  const nameOf = useModuleName();
  const packageName = usePackageName();
  const description = module.code === 'core' ? t('coreDescription') : module.description;
  return (
    <SidePanel inset title={nameOf(module)} sub={<Mono>{module.code}</Mono>} onClose={onClose}>
      <PanelSection>
        {description !== null && <Box sx={{ mb: 2, fontSize: 13, lineHeight: '20px' }}>{description}</Box>}
        <KeyValues
          rows={[
            {
              label: t('column.tenants'),
              value: module.isCore ? t('panel.everyTenant') : t('panel.tenants', { count: module.tenants }),
            },
            { label: t('column.schema'), value: module.schema === null ? <Missing /> : <Mono>{module.schema}</Mono> },
            {
              label: t('panel.needs'),
              value: module.dependsOn.length === 0 ? t('panel.nothing') : <Mono>{module.dependsOn.join('  ')}</Mono>,
            },
            {
              label: t('column.neededBy'),
              value: module.neededBy.length === 0 ? t('panel.nothing') : <Mono>{module.neededBy.join('  ')}</Mono>,
            },
          ]}
        />
      </PanelSection>
      {!module.isCore && (
        <PanelSection title={t('panel.soldBy')}>
          {module.packages.length === 0 ? (
            <Nothing>{t('panel.soldByNone')}</Nothing>
          ) : (
            <KeyValues
              labelWidth={160}
              rows={module.packages.map(({ name, place, maxEntities }) => ({
                label: packageName(name),
                value:
                  maxEntities === null
                    ? t(`place.${place}`)
                    : t('panel.placeLimited', { place: t(`place.${place}`), limit: format.number(maxEntities) }),
              }))}
            />
          )}
        </PanelSection>
      )}
      <PanelSection title={t('panel.versions')}>
        {module.versions.length === 0 ? (
          <Nothing>{t('panel.versionsNone')}</Nothing>
        ) : (
          <VersionList label={t('panel.versions')} versions={module.versions} />
        )}
      </PanelSection>
    </SidePanel>
  );
};
