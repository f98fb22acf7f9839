import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { TenantDatabaseInfo } from '../../../shared/contract/tenants.ts';
import { CountPill } from '../../components/count-pill.tsx';
import { Mono } from '../../components/mono.tsx';
import { Panel } from '../../components/panel.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useFormat } from '../../i18n/use-format.ts';

/** What is in the database: migrations that ran there, schemas by size, and who is connected. */
export const DatabaseTables = ({ database }: { readonly database: TenantDatabaseInfo }) => {
  const { t } = useTranslation('tenants');
  const format = useFormat();
  const { migrations, schemas, sessions } = database;
  const largest = Math.max(1, ...schemas.map(({ bytes }) => bytes));
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 3fr) minmax(0, 2fr)' },
        gap: '12px',
        alignItems: 'start',
      }}
    >
      <Panel title={t('database.history')} note={<CountPill count={migrations.length} />} padding="none">
        {migrations.length === 0 ? (
          <Box sx={{ p: '14px', color: 'ink.secondary' }}>{t('database.noHistory')}</Box>
        ) : (
          <PlainTable aria-label={t('database.history')}>
            <thead>
              <tr>
                <th scope="col">{t('database.applied')}</th>
                <th scope="col">{t('database.module')}</th>
                <th scope="col">{t('database.version')}</th>
                <th scope="col">{t('database.migration')}</th>
              </tr>
            </thead>
            <tbody>
              {migrations.map(({ module, version, name, appliedAt }) => (
                <tr key={`${module} ${version}`}>
                  <td>{format.dateTime(appliedAt)}</td>
                  <td>{module}</td>
                  <td>
                    <Mono>{version}</Mono>
                  </td>
                  <td>{name}</td>
                </tr>
              ))}
            </tbody>
          </PlainTable>
        )}
      </Panel>
      <Box sx={{ display: 'grid', gap: '12px' }}>
        <Panel title={t('database.schemas')} note={<CountPill count={schemas.length} />}>
          {schemas.length === 0
            ? t('database.noSchemas')
            : schemas.map(({ name, bytes, tables }) => (
                <Box
                  key={name}
                  sx={{
                    display: 'grid',
                    gridTemplateColumns: '110px 1fr 80px',
                    alignItems: 'center',
                    gap: 2,
                    minHeight: 28,
                  }}
                >
                  <Mono>{name}</Mono>
                  <ProgressBar
                    fraction={bytes / largest}
                    label={t('database.schemaSize', { name, tables, size: format.bytes(bytes) })}
                  />
                  <Box className="n" sx={{ textAlign: 'right', fontSize: 12, color: 'ink.secondary' }}>
                    {format.bytes(bytes)}
                  </Box>
                </Box>
              ))}
        </Panel>
        <Panel title={t('database.sessions')} note={<CountPill count={sessions.length} />} padding="none">
          {sessions.length === 0 ? (
            <Box sx={{ p: '14px', color: 'ink.secondary' }}>{t('database.noSessions')}</Box>
          ) : (
            <PlainTable aria-label={t('database.sessions')}>
              <thead>
                <tr>
                  <th scope="col">{t('database.user')}</th>
                  <th scope="col">{t('database.application')}</th>
                  <th scope="col" className="right">
                    {t('database.since')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {sessions.map(({ pid, user, application, since }) => (
                  <tr key={pid}>
                    <td>
                      <Mono>{user}</Mono>
                    </td>
                    <td>{application}</td>
                    <td className="right n">{since === null ? '' : format.relative(since)}</td>
                  </tr>
                ))}
              </tbody>
            </PlainTable>
          )}
        </Panel>
      </Box>
    </Box>
  );
};
