import type { TenantRow } from '../../../shared/contract/tenants.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import type { Money } from '../../../shared/domain/money.ts';

/** As many as one operation takes. */
export const mostSelected = 500;

export interface Selection {
  readonly ids: ReadonlySet<TenantId>;
  /** One sum a currency; null where some of what is selected was never seen. */
  readonly mrr: ReadonlyArray<Money> | null;
}

export const nothingSelected: Selection = { ids: new Set(), mrr: [] };

type Seen = Pick<TenantRow, 'id' | 'mrr'>;

function summed(sums: ReadonlyArray<Money>, { currency, minor }: Money): ReadonlyArray<Money> {
  const now = (sums.find((sum) => sum.currency === currency)?.minor ?? 0) + minor;
  const others = sums.filter((sum) => sum.currency !== currency);
  return now === 0 ? others : [...others, { currency, minor: now }].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** After a page's ticks are `ticked`; what is selected on other pages stays. */
export function afterTicking(selection: Selection, page: ReadonlyArray<Seen>, ticked: ReadonlySet<unknown>): Selection {
  const ids = new Set(selection.ids);
  let { mrr } = selection;
  for (const row of page) {
    const was = ids.has(row.id);
    const is = ticked.has(row.id);
    if (was === is || (is && ids.size >= mostSelected)) continue;
    if (is) ids.add(row.id);
    else ids.delete(row.id);
    if (mrr !== null && row.mrr !== null) mrr = summed(mrr, is ? row.mrr : { ...row.mrr, minor: -row.mrr.minor });
  }
  return ids.size === 0 ? nothingSelected : { ids, mrr };
}

/** Everything that the filter shows, or as much of it as one operation takes. */
export function allSelected(
  ids: ReadonlyArray<TenantId>,
  totals: { readonly count: number; readonly mrr: ReadonlyArray<Money> } | undefined,
): Selection {
  const taken = ids.slice(0, mostSelected);
  return { ids: new Set(taken), mrr: totals !== undefined && totals.count === taken.length ? totals.mrr : null };
}
