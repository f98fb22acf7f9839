import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileView } from '../../../shared/contract/connections.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { ConnectionActions } from '../connections/connection-actions.tsx';
import { ConnectionDialog } from '../connections/connection-dialog.tsx';
import { ProfileTable } from './profile-table.tsx';
import { RemoveConnectionDialog } from './remove-connection-dialog.tsx';

type Asked =
  | { readonly what: 'new' }
  | { readonly what: 'edit' | 'duplicate' | 'remove'; readonly profile: ProfileView };

export const ConnectionsSection = () => {
  const { t } = useTranslation('settings');
  const list = useCall('connections.list', {});
  const guard = useGuard({ call: 'connections.save' });
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  const profiles = list.data?.profiles;
  return (
    <>
      {!guard.allowed && (
        <InlineMessage tone="info" title={t('connections.forbidden')} body={t('connections.forbiddenBody')} />
      )}
      <Panel
        title={t('section.connections')}
        note={profiles && t('connections.note', { count: profiles.length })}
        padding="none"
        actions={
          profiles !== undefined && guard.allowed ? (
            <ConnectionActions profiles={profiles} onNew={() => setAsked({ what: 'new' })} />
          ) : undefined
        }
      >
        {profiles === undefined ? (
          list.error === null ? (
            <SkeletonRows rows={4} height={52} />
          ) : (
            <ErrorState error={list.error} onRetry={() => void list.refetch()} />
          )
        ) : (
          <ProfileTable
            profiles={profiles}
            editable={guard.allowed}
            onAsk={(what, profile) => setAsked({ what, profile })}
          />
        )}
      </Panel>
      {asked?.what === 'new' && <ConnectionDialog profile={null} onSaved={close} onClose={close} />}
      {asked?.what === 'edit' && <ConnectionDialog profile={asked.profile} onSaved={close} onClose={close} />}
      {asked?.what === 'duplicate' && (
        <ConnectionDialog profile={null} copyOf={asked.profile} onSaved={close} onClose={close} />
      )}
      {asked?.what === 'remove' && <RemoveConnectionDialog profile={asked.profile} onClose={close} />}
    </>
  );
};
