import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink, useNavigate } from 'react-router';
import type { ListedPackage } from '../../../shared/contract/packages.ts';
import { Chip } from '../../components/chip.tsx';
import type { Guard } from '../../components/guard.ts';
import { Missing } from '../../components/missing.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { MoveButtons } from './move-buttons.tsx';
import { usePackageWords } from './use-package-words.ts';

interface PackageListProps {
  readonly packages: ReadonlyArray<ListedPackage>;
  readonly reorder: Guard;
  onMove(id: string, by: -1 | 1): void;
}

/** Everything that is or was sold, in its order, with who has it. */
export const PackageList = ({ packages, reorder, onMove }: PackageListProps) => {
  const { t } = useTranslation('packages');
  const navigate = useNavigate();
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <PlainTable aria-label={t('list')} sx={{ '& td': { verticalAlign: 'middle' } }}>
        <thead>
          <tr>
            <th scope="col">{t('column.order')}</th>
            <th scope="col">{t('column.name')}</th>
            {(['monthly', 'yearly', 'users'] as const).map((column) => (
              <th key={column} scope="col" className="right">
                {t(`column.${column}`)}
              </th>
            ))}
            <th scope="col">{t('column.modules')}</th>
            {(['tenants', 'mrr'] as const).map((column) => (
              <th key={column} scope="col" className="right">
                {t(`column.${column}`)}
              </th>
            ))}
            <th scope="col">{t('column.state')}</th>
          </tr>
        </thead>
        <tbody>
          {packages.map((sold, index) => (
            <Box
              component="tr"
              key={sold.id}
              onClick={() => void navigate(`/packages/${sold.id}`)}
              sx={{ cursor: 'pointer', '&:hover td': { bgcolor: 'surface.hover' } }}
            >
              <Box component="td" onClick={(event) => event.stopPropagation()} sx={{ width: 96, cursor: 'default' }}>
                <Place {...{ sold, reorder, onMove }} first={index === 0} last={index === packages.length - 1} />
              </Box>
              <Cells sold={sold} />
            </Box>
          ))}
        </tbody>
      </PlainTable>
    </Box>
  );
};

interface PlaceProps extends Omit<PackageListProps, 'packages'> {
  readonly sold: ListedPackage;
  readonly first: boolean;
  readonly last: boolean;
}

const Place = ({ sold, reorder, onMove, first, last }: PlaceProps) => {
  const words = usePackageWords();
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <Box component="span" className="n" sx={{ width: 18, color: 'ink.secondary' }}>
        {sold.order}
      </Box>
      <MoveButtons
        name={words.name(sold)}
        guard={reorder}
        onUp={first ? null : () => onMove(sold.id, -1)}
        onDown={last ? null : () => onMove(sold.id, 1)}
      />
    </Box>
  );
};

const Cells = ({ sold }: { readonly sold: ListedPackage }) => {
  const { t } = useTranslation('packages');
  const format = useFormat();
  const words = usePackageWords();
  const { currency, limits, use } = sold;
  const money = (minor: number | null) => (minor === null ? <Missing /> : format.money({ minor, currency }));
  const users = limits.max_users ?? null;
  return (
    <>
      <td>
        <Link component={RouterLink} to={`/packages/${sold.id}`} underline="hover" sx={{ fontWeight: 500 }}>
          {words.name(sold)}
        </Link>
        <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.tertiary', whiteSpace: 'nowrap' }}>
          {sold.type}, {t('versionInline', { version: sold.version })}
        </Box>
      </td>
      <td className="right n">{money(sold.monthlyPrice)}</td>
      <td className="right n">{money(sold.yearlyPrice)}</td>
      <Box component="td" className="right n" sx={{ whiteSpace: 'nowrap' }}>
        {users === null ? t('noLimit') : format.number(users)}
      </Box>
      <Box component="td" sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary', minWidth: 140 }}>
        {sold.modules
          .filter(({ included }) => included)
          .map(({ code }) => code)
          .join(', ')}
      </Box>
      <td className="right n">{format.number(use.tenants)}</td>
      <Box component="td" className="right n" sx={{ whiteSpace: 'nowrap' }}>
        {use.mrr.length === 0 ? (
          <Missing />
        ) : (
          use.mrr.map((sum) => <div key={sum.currency}>{format.money(sum, { whole: true })}</div>)
        )}
      </Box>
      <td>
        {sold.active ? (
          <Chip glyph="dot" tone="ok" form="calm">
            {t('state.active')}
          </Chip>
        ) : (
          <Chip glyph="bars" tone="neutral">
            {t('state.inactive')}
          </Chip>
        )}
      </td>
    </>
  );
};
