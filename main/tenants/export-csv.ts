import type {
  TenantFilter,
  TenantPage,
  TenantRow,
  TenantSort,
  TenantSortColumn,
} from '../../shared/contract/tenants.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import type { Lifecycle } from '../../shared/domain/lifecycle.ts';
import { decimalFromMinor } from '../../shared/domain/money.ts';
import type { Language } from '../../shared/domain/platform.ts';
import type { SubscriptionStatus } from '../../shared/domain/subscriptions.ts';
import type { ListPlace, PlatformLayout } from '../layouts/layout.ts';
import { type CsvColumn, writeCsv } from '../local/csv.ts';

export type ExportColumn = TenantSortColumn | 'database' | 'lifecycle' | 'subscription';

const pageSize = 100;

const titles: Readonly<Record<Language, Readonly<Record<ExportColumn, string>>>> = {
  en: {
    name: 'Name',
    code: 'Short name',
    status: 'Status',
    package: 'Package',
    mrr: 'MRR',
    users: 'Users',
    domain: 'Domain',
    created: 'Created',
    database: 'Database',
    lifecycle: 'Lifecycle',
    subscription: 'Subscription',
  },
  tr: {
    name: 'Ad',
    code: 'Kısa ad',
    status: 'Durum',
    package: 'Paket',
    mrr: 'Aylık gelir (MRR)',
    users: 'Kullanıcı',
    domain: 'Alan adı',
    created: 'Oluşturulma',
    database: 'Veritabanı',
    lifecycle: 'Yaşam döngüsü',
    subscription: 'Abonelik',
  },
};

const lifecycleWords: Readonly<Record<Language, Readonly<Record<Lifecycle, string>>>> = {
  en: {
    provisioning: 'Provisioning',
    active: 'Active',
    cancelled: 'Cancelled',
    deletion_scheduled: 'Deletion scheduled',
    deleting: 'Deleting',
    deleted: 'Deleted',
  },
  tr: {
    provisioning: 'Hazırlanıyor',
    active: 'Etkin',
    cancelled: 'İptal edildi',
    deletion_scheduled: 'Silinmesi planlandı',
    deleting: 'Siliniyor',
    deleted: 'Silindi',
  },
};
const suspendedWord: Readonly<Record<Language, string>> = { en: 'Suspended', tr: 'Askıda' };
const subscriptionWords: Readonly<Record<Language, Readonly<Record<SubscriptionStatus, string>>>> = {
  en: { trial: 'Trial', active: 'Active', past_due: 'Past due', cancelled: 'Cancelled' },
  tr: { trial: 'Deneme', active: 'Etkin', past_due: 'Gecikmiş', cancelled: 'İptal edildi' },
};

function columnFor(column: ExportColumn, language: Language): CsvColumn<TenantRow> {
  const text = (of: (row: TenantRow) => string | null): CsvColumn<TenantRow> => ({
    title: titles[language][column],
    cell: (row) => ({ text: of(row) ?? '' }),
  });
  switch (column) {
    case 'name':
    case 'code':
    case 'domain':
      return text((row) => row[column]);
    case 'status':
      return text((row) =>
        row.lifecycle === 'active' && row.suspended ? suspendedWord[language] : lifecycleWords[language][row.lifecycle],
      );
    case 'lifecycle':
      return text((row) => lifecycleWords[language][row.lifecycle]);
    case 'subscription':
      return text((row) => (row.subscription === null ? null : subscriptionWords[language][row.subscription]));
    case 'package':
      return text((row) => row.packageName);
    case 'database':
      return text((row) => row.databaseName);
    case 'created':
      return text((row) => row.createdAt);
    case 'users':
      return { title: titles[language].users, cell: ({ users }) => ({ decimal: String(users) }) };
    case 'mrr':
      return {
        title: titles[language].mrr,
        cell: ({ mrr }) => ({ decimal: mrr === null ? '' : decimalFromMinor(mrr) }),
      };
  }
}

/** The same place again and again would write for ever. */
async function* allPages(
  page: (place: ListPlace) => Promise<TenantPage>,
  wanted: ReadonlySet<TenantId> | undefined,
  signal: AbortSignal,
) {
  let place: ListPlace = { at: 'first' };
  for (;;) {
    signal.throwIfAborted();
    const { rows, after } = await page(place);
    yield wanted === undefined ? rows : rows.filter(({ id }) => wanted.has(id));
    if (after === null || rows.length === 0 || after === place.after) return;
    place = { after };
  }
}

/** The filtered set in the sort's order: all of it, or what was selected of it. */
export const exportTenants = (
  catalog: Pick<PlatformLayout['tenants'], 'page'>,
  asked: {
    path: string;
    filter: TenantFilter;
    sort: TenantSort;
    columns: ReadonlyArray<ExportColumn>;
    language: Language;
    /** Without it every one of the filtered set. */
    only?: ReadonlyArray<TenantId> | undefined;
    signal: AbortSignal;
  },
): Promise<number> => {
  const wanted = asked.only === undefined ? undefined : new Set(asked.only);
  const hasMoney = asked.columns.includes('mrr');
  const currency: CsvColumn<TenantRow> = {
    title: asked.language === 'tr' ? 'Para birimi' : 'Currency',
    cell: ({ mrr }) => ({ text: mrr?.currency ?? '' }),
  };
  return writeCsv({
    path: asked.path,
    language: asked.language,
    columns: [...asked.columns.map((column) => columnFor(column, asked.language)), ...(hasMoney ? [currency] : [])],
    pages: () =>
      allPages(
        (place) => catalog.page({ filter: asked.filter, sort: asked.sort, place, limit: pageSize }),
        wanted,
        asked.signal,
      ),
  });
};
