import Box from '@mui/material/Box';
import { Minus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LimitKey } from '../../../shared/domain/limits.ts';
import type { PackageChangePreview } from '../../../shared/domain/package-change.ts';
import { PlainTable } from '../../components/plain-table.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { limitAmount } from './limit-amount.ts';

/** Modules that come and go. What goes keeps its data. */
export const ModuleChanges = ({ modules }: { readonly modules: PackageChangePreview['modules'] }) => {
  const { t } = useTranslation('subscriptions');
  const { gained, lost } = modules;
  if (gained.length === 0 && lost.length === 0)
    return <Box sx={{ fontSize: 13, color: 'ink.secondary' }}>{t('change.modulesSame')}</Box>;
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
      {gained.length > 0 && <ModuleList title={t('change.gained')} modules={gained} sign="plus" />}
      {lost.length > 0 && (
        <ModuleList title={t('change.lost')} modules={lost} sign="minus" note={t('change.lostBody')} />
      )}
    </Box>
  );
};

interface ModuleListProps {
  readonly title: string;
  readonly modules: PackageChangePreview['modules']['gained'];
  readonly sign: 'plus' | 'minus';
  readonly note?: string;
}

const ModuleList = ({ title, modules, sign, note }: ModuleListProps) => {
  const Icon = sign === 'plus' ? Plus : Minus;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box component="h3" sx={{ m: 0, mb: '4px', fontSize: 12, fontWeight: 600, color: 'ink.secondary' }}>
        {title}
      </Box>
      <Box component="ul" aria-label={title} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {modules.map(({ code, name }) => (
          <Box component="li" key={code} sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minHeight: 24 }}>
            <Box
              component="span"
              sx={{ display: 'flex', color: sign === 'plus' ? 'status.ok.solid' : 'status.danger.solid' }}
            >
              <Icon size={13} strokeWidth={2} aria-hidden />
            </Box>
            <span lang="tr">{name}</span>
          </Box>
        ))}
      </Box>
      {note !== undefined && <Box sx={{ fontSize: 12, color: 'ink.tertiary' }}>{note}</Box>}
    </Box>
  );
};

/** Limits that differ, beside what is used of them. */
export const LimitChanges = ({ preview }: { readonly preview: PackageChangePreview }) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const { limits, broken } = preview;
  const breaks = (key: string): boolean => broken.some((one) => one.key === key);
  const limit = (key: LimitKey, value: number | null): string =>
    value === null ? t('limits.unlimited') : limitAmount(format, key)(value);
  if (limits.length === 0) return <Box sx={{ fontSize: 13, color: 'ink.secondary' }}>{t('change.limitsSame')}</Box>;
  return (
    <Box sx={{ border: '1px solid', borderColor: 'line.default', borderRadius: '6px', overflow: 'hidden' }}>
      <PlainTable aria-label={t('change.limits')}>
        <thead>
          <tr>
            <th scope="col">{t('change.limits')}</th>
            <th scope="col" className="right">
              {t('change.used')}
            </th>
            <th scope="col" className="right">
              {t('change.before')}
            </th>
            <th scope="col" className="right">
              {t('change.after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {limits.map(({ key, before, after, used }) => (
            <tr key={key}>
              <td>{t(`limit.${key}`)}</td>
              <td className="right n">{used === null ? t('limits.unknown') : limitAmount(format, key)(used)}</td>
              <td className="right n">{limit(key, before)}</td>
              <td className="right n">
                <Box component="span" sx={breaks(key) ? { color: 'status.danger.text', fontWeight: 600 } : {}}>
                  {limit(key, after)}
                </Box>
                {breaks(key) && <Box sx={{ fontSize: 12, color: 'status.danger.text' }}>{t('change.breaks')}</Box>}
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Box>
  );
};
