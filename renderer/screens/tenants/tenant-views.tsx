import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BuiltInView, builtInViews, tenantViewSchema } from '../../../shared/contract/tenants.ts';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { type ViewTab, ViewTabs } from '../../components/view-tabs.tsx';
import { callKey, useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import type { ViewKey } from '../../stores/tenant-list.ts';
import { builtInFilter, type ListState } from './list-state.ts';

const tones: Partial<Record<BuiltInView, 'warn' | 'danger'>> = { past_due: 'warn', over_user_limit: 'danger' };

/** The views as tabs: those that everybody has, with live counts, and those saved on this computer. */
export const TenantViews = ({
  list,
  hidden,
  onHidden,
}: {
  readonly list: ListState;
  readonly hidden: ReadonlyArray<string>;
  onHidden(hidden: ReadonlyArray<string>): void;
}) => {
  const { t } = useTranslation('tenants');
  const queries = useQueryClient();
  const counts = useCall('tenants.viewCounts', {}).data;
  const saved = useCall('views.list', {}).data ?? [];
  const [naming, setNaming] = useState(false);
  const keep = (views: typeof saved): void => void queries.setQueryData(callKey('views.list', {}), views);
  const remove = useChange('views.remove', {
    errors: 'notice',
    onDone: (views) => {
      keep(views);
      list.choose('built:all', builtInFilter('all'));
    },
  });

  const tabs: ReadonlyArray<ViewTab<ViewKey>> = [
    ...builtInViews.map((view): ViewTab<ViewKey> => {
      const tone = tones[view];
      return {
        value: `built:${view}`,
        label: t(`view.${view}`),
        count: counts?.[view],
        ...(tone === undefined ? {} : { tone }),
      };
    }),
    ...saved.map(({ name }): ViewTab<ViewKey> => ({ value: `saved:${name}`, label: name })),
  ];
  const open = (key: ViewKey): void => {
    const builtIn = builtInViews.find((view) => key === `built:${view}`);
    if (builtIn !== undefined) {
      list.choose(key, builtInFilter(builtIn));
      return;
    }
    const content = saved.find(({ name }) => key === `saved:${name}`)?.content;
    const parsed = tenantViewSchema.safeParse(content === undefined ? undefined : JSON.parse(content));
    if (!parsed.success) return;
    onHidden(parsed.data.hidden);
    list.choose(key, parsed.data);
  };
  const savedName = list.view.startsWith('saved:') ? list.view.slice('saved:'.length) : null;

  return (
    <>
      <ViewTabs
        label={t('views')}
        tabs={tabs}
        value={list.view}
        onChange={open}
        trailing={
          <>
            {(list.changed || savedName === null) && (
              <Button
                variant="text"
                size="small"
                startIcon={<Plus size={13} strokeWidth={1.75} aria-hidden />}
                onClick={() => setNaming(true)}
              >
                {t('view.save')}
              </Button>
            )}
            {savedName !== null && (
              <Button
                variant="text"
                size="small"
                startIcon={<X size={13} strokeWidth={1.75} aria-hidden />}
                onClick={() => remove.mutate({ name: savedName })}
              >
                {t('view.remove')}
              </Button>
            )}
          </>
        }
      />
      {naming && (
        <SaveView
          content={JSON.stringify({ filter: list.filter, sort: list.sort, hidden })}
          onSaved={(name, views) => {
            keep(views);
            setNaming(false);
            list.choose(`saved:${name}`, { filter: list.filter, sort: list.sort });
          }}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
};

interface SaveViewProps {
  readonly content: string;
  onSaved(name: string, views: ReadonlyArray<{ readonly name: string; readonly content: string }>): void;
  onClose(): void;
}

const SaveView = ({ content, onSaved, onClose }: SaveViewProps) => {
  const { t } = useTranslation(['tenants', 'common']);
  const [name, setName] = useState('');
  const save = useChange('views.save', { errors: 'here', onDone: (views, input) => onSaved(input.name.trim(), views) });
  return (
    <DialogFrame
      open
      width={420}
      title={t('tenants:view.saveTitle')}
      onClose={onClose}
      onSubmit={() => save.mutate({ name, content })}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" disabled={name.trim() === '' || save.isPending}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <TextInput
        label={t('tenants:view.name')}
        help={t('tenants:view.nameHelp')}
        value={name}
        maxLength={60}
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <InlineError error={save.error} />
    </DialogFrame>
  );
};
