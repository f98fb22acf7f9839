import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { TableComparison } from '../../../shared/domain/inventory.ts';
import { Chip } from '../../components/chip.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { differingFirst, rowDifference } from './comparison-facts.ts';

interface ComparedTablesProps {
  readonly tables: ReadonlyArray<TableComparison>;
  readonly only: boolean;
}

/** Table by table, what differs first. */
export const ComparedTables = ({ tables, only }: ComparedTablesProps) => {
  const { t } = useTranslation('archives');
  const shown = differingFirst(tables).filter(({ differs }) => !only || differs !== null);
  if (shown.length === 0) return <Box sx={{ color: 'ink.secondary' }}>{t('compare.noDifferences')}</Box>;
  return (
    <Box
      // What scrolls can be scrolled by keys.
      tabIndex={0}
      role="group"
      aria-label={t('compare.tables')}
      sx={{ maxHeight: 320, overflow: 'auto', border: '1px solid', borderColor: 'line.default', borderRadius: '6px' }}
    >
      <PlainTable aria-label={t('compare.tables')} sx={{ '& th': { position: 'sticky', top: 0 } }}>
        <thead>
          <tr>
            <th scope="col">{t('compare.table')}</th>
            <th scope="col" className="right">
              {t('compare.living')}
            </th>
            <th scope="col" className="right">
              {t('compare.copy')}
            </th>
            <th scope="col" className="right">
              {t('compare.difference')}
            </th>
            <th scope="col">{t('compare.what')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((table) => (
            <Row key={table.table} table={table} />
          ))}
        </tbody>
      </PlainTable>
    </Box>
  );
};

const Row = ({ table }: { readonly table: TableComparison }) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const { left, right, differs } = table;
  const difference = rowDifference(table);
  const rows = (count: number | null) => (count === null ? <Missing /> : format.number(count));
  return (
    <tr>
      <td style={{ overflowWrap: 'anywhere' }}>
        <Mono>{table.table}</Mono>
      </td>
      <td className="right n">{rows(left)}</td>
      <td className="right n">{rows(right)}</td>
      <td className="right n">
        {difference > 0 ? '+' : ''}
        {format.number(difference)}
      </td>
      <td>
        {differs === null ? (
          <Missing />
        ) : (
          <Box component="span" sx={{ display: 'inline-flex', ml: '-6px' }}>
            <Chip glyph="triangle" tone="warn" form="quiet">
              {t(`compare.differs.${differs}`)}
            </Chip>
          </Box>
        )}
      </td>
    </tr>
  );
};
