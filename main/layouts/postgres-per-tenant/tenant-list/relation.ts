import type { SchemaShape, StockerDeps } from '../deps.ts';
import type { ListRelation } from './page-query.ts';
import { type RowsSource, sourceRowsSql } from './source-rows.ts';

export const sourceOf = (shape: SchemaShape, currency: string): RowsSource => ({
  hasColumn: shape.hasColumn,
  holds: shape.readable,
  currency,
});

/** The list where it is kept; computed from the platform's tables where it is not. */
export async function listRelation({ shape, settings }: StockerDeps): Promise<ListRelation> {
  const today = await shape();
  return today.readable
    ? { sql: 'tenantry.tenant_list', indexed: true, timeZone: settings.timeZone }
    : {
        sql: `(${sourceRowsSql(sourceOf(today, settings.currency))}) list`,
        indexed: false,
        timeZone: settings.timeZone,
      };
}
