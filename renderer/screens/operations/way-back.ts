import type { ParseKeys } from 'i18next';
import {
  Archive,
  Boxes,
  Building2,
  Database,
  DoorOpen,
  FileX2,
  Flag,
  Globe,
  Inbox,
  KeyRound,
  type LucideIcon,
  Pause,
  Play,
  UserRound,
  Waypoints,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/assert-never.ts';
import { type OperationView, stepNoun } from '../../../shared/domain/operations.ts';
import type { Consequence } from '../../components/consequence-list.tsx';

type Told = readonly [icon: LucideIcon, words: ParseKeys<'operations'>, kind: Consequence['kind']];
/** What stopping and undoing an operation removes, puts back and keeps, by how far it came. */
function told({ kind, steps }: Pick<OperationView, 'kind' | 'steps'>): ReadonlyArray<Told> {
  const begun = new Set(steps.filter(({ state }) => state !== 'pending').map(({ name }) => stepNoun(name)));
  const after = (noun: string, ...things: ReadonlyArray<Told>): ReadonlyArray<Told> => (begun.has(noun) ? things : []);
  const owner: Told = [UserRound, 'wayBack.owner', 'lost'];
  const role: Told = [KeyRound, 'wayBack.role', 'lost'];
  const record: Told = [Waypoints, 'wayBack.tenant', 'lost'];
  const untouched: Told = [Building2, 'wayBack.tenantUntouched', 'kept'];
  const backup: Told = [Archive, 'wayBack.backupKept', 'kept'];
  switch (kind) {
    case 'provision':
    case 'clean_up':
      return [
        ...after('creating_database', [Database, 'wayBack.database', 'lost'], role),
        ...after('creating_master_user', owner),
        ...after('creating_tenant', record),
        [Inbox, 'wayBack.registration', 'kept'],
      ];
    case 'hold_many':
      return [[Play, 'wayBack.heldLifted', 'changed']];
    case 'release_many':
      return [[Pause, 'wayBack.liftedPut', 'changed']];
    case 'backup':
      return [[FileX2, 'wayBack.unfinishedFile', 'lost'], [Archive, 'wayBack.finishedKept', 'kept'], untouched];
    case 'verify_backup':
      return [...after('verifying', [Database, 'wayBack.scratch', 'lost']), [Archive, 'wayBack.notProved', 'kept']];
    case 'export':
      return [[FileX2, 'wayBack.unfinishedFile', 'lost'], untouched];
    case 'restore':
      return [...after('reserving_copy', [Database, 'wayBack.copy', 'lost']), backup, untouched];
    case 'restore_as_new':
      return [
        ...after('reserving_copy', [Database, 'wayBack.copy', 'lost']),
        ...after('creating_role', role),
        ...after('creating_master_user', owner),
        ...after('creating_tenant', record),
        backup,
      ];
    case 'swap_copy':
      return [
        ...after('swapping', [Database, 'wayBack.namesBack', 'changed']),
        ...after('closing', [DoorOpen, 'wayBack.opened', 'changed']),
        [Database, 'wayBack.bothKept', 'kept'],
      ];
    case 'drop_copy':
    case 'drop_orphan':
      return [[Database, 'wayBack.notDropped', 'kept']];
    case 'activate_module':
      return after(
        'activating',
        [Boxes, 'wayBack.modulesTakenBack', 'changed'],
        [Database, 'wayBack.modulesUninstalled', 'changed'],
      );
    case 'change_package':
      return after(
        'changing',
        [Boxes, 'wayBack.packagesBack', 'changed'],
        [Database, 'wayBack.modulesUninstalled', 'changed'],
      );
    case 'purge_module':
      return [
        [FileX2, 'wayBack.unfinishedFile', 'lost'],
        [Database, 'wayBack.moduleNotPurged', 'kept'],
      ];
    case 'set_up':
      return [
        ...after('migrating', [Boxes, 'wayBack.modulesUninstalled', 'changed']),
        ...after('saving_company', [Building2, 'wayBack.companyAsBefore', 'changed']),
        [Inbox, 'wayBack.noSubscription', 'kept'],
      ];
    case 'set_flag':
      return [[Flag, 'wayBack.flagListsBack', 'changed'], untouched];
    case 'recode':
      return [...after('renaming', [Globe, 'wayBack.oldNames', 'changed']), untouched];
    case 'repair_domains':
      return [...after('repairing', [Globe, 'wayBack.oldDomains', 'changed']), untouched];
    case 'delete':
      return [...after('closing', [DoorOpen, 'wayBack.opened', 'changed']), [Database, 'wayBack.dataKept', 'kept']];
    default:
      return assertNever(kind);
  }
}

/** The same in the operator's language, for the dialog's list. */
export function useWayBack(): (operation: OperationView) => ReadonlyArray<Consequence> {
  const { t } = useTranslation('operations');
  return (operation) => told(operation).map(([icon, words, kind]) => ({ icon, text: t(words), kind }));
}
