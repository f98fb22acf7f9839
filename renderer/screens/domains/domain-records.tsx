import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { expectedRecords } from '../../../shared/domain/dns-findings.ts';
import type { DnsFinding, FindingState, TenantDomain } from '../../../shared/domain/domains.ts';
import { Chip } from '../../components/chip.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Mono } from '../../components/mono.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import type { Glyph, StatusTone } from '../../components/status-glyph.tsx';
import { useFormat } from '../../i18n/use-format.ts';

interface DomainRecordsProps {
  readonly domain: Pick<TenantDomain, 'name' | 'unicodeName' | 'token' | 'findings' | 'checkedAt'>;
  /** The tenant's own address. */
  readonly target: string;
}

const looks: Readonly<Record<FindingState, { readonly glyph: Glyph; readonly tone: StatusTone }>> = {
  right: { glyph: 'check', tone: 'ok' },
  missing: { glyph: 'clock', tone: 'warn' },
  wrong: { glyph: 'octagon', tone: 'danger' },
  unanswered: { glyph: 'triangle', tone: 'warn' },
};

const isAddress = (value: string): boolean => /^[\d.]+$|:/.test(value);

/** What has to be set, and beside each what DNS has there. */
export const DomainRecords = ({ domain, target }: DomainRecordsProps) => {
  const { t } = useTranslation('domains');
  const format = useFormat();
  const { name, unicodeName, token, findings, checkedAt } = domain;
  if (token === null) return null;
  return (
    <Box sx={{ border: '1px solid', borderColor: 'line.subtle', borderRadius: '6px', overflow: 'hidden' }}>
      <PlainTable aria-label={t('records.label', { domain: unicodeName })}>
        <thead>
          <tr>
            <th scope="col">{t('records.kind')}</th>
            <th scope="col">{t('records.name')}</th>
            <th scope="col">{t('records.expected')}</th>
            <th scope="col">{t('records.found')}</th>
          </tr>
        </thead>
        <tbody>
          {expectedRecords(name, token, target).map((record) => (
            <tr key={record.kind}>
              <td>{record.kind}</td>
              <td>
                <Copied value={record.name} label={t('records.nameOf', { kind: record.kind })} />
              </td>
              <td>
                <Copied value={record.value} label={t('records.valueOf', { kind: record.kind })} />
              </td>
              <td>
                <Found finding={findings.find(({ kind }) => kind === record.kind)} />
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
      {checkedAt !== null && (
        <Box
          role="status"
          sx={{
            ...{ px: '14px', py: '6px', borderTop: '1px solid', borderColor: 'line.subtle' },
            ...{ fontSize: 12, color: 'ink.secondary' },
          }}
        >
          {t('records.checked', { when: format.dateTime(checkedAt) })}
        </Box>
      )}
    </Box>
  );
};

const Copied = ({ value, label }: { readonly value: string; readonly label: string }) => (
  <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1 }}>
    <Mono sx={{ overflowWrap: 'anywhere', lineHeight: '24px' }}>{value}</Mono>
    <CopyButton text={value} label={label} />
  </Box>
);

const Found = ({ finding }: { readonly finding: DnsFinding | undefined }) => {
  const { t } = useTranslation('domains');
  if (finding === undefined)
    return (
      <Box component="span" sx={{ color: 'ink.tertiary', lineHeight: '24px' }}>
        {t('records.notAsked')}
      </Box>
    );
  const { state, found, silence, kind } = finding;
  return (
    <Box>
      <Box sx={{ ml: '-6px' }}>
        <Chip {...looks[state]} form={state === 'right' ? 'calm' : 'quiet'}>
          {t(`records.state.${state}`)}
        </Chip>
      </Box>
      {found.map((value) => (
        <Mono key={value} sx={{ display: 'block', overflowWrap: 'anywhere', color: 'ink.secondary' }}>
          {value}
        </Mono>
      ))}
      {(silence !== null || (kind === 'CNAME' && found.some(isAddress))) && (
        <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
          {silence === null ? t('records.flattened') : t(`records.silence.${silence}`)}
        </Box>
      )}
    </Box>
  );
};
