import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Certificate, CertificateItem } from '../../../shared/domain/deletion.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';

/** A certificate in the operator's language; what is saved says the same. */
export const CertificateFacts = ({ certificate }: { readonly certificate: Certificate }) => {
  const { t } = useTranslation('lifecycle');
  const format = useFormat();
  const { removed, kept, toDo } = certificate;
  const assurance = (given: Certificate['backup']): ReactNode =>
    'waiver' in given ? (
      t('certificate.waived', { why: given.waiver })
    ) : (
      <Mono>{t('certificate.archive', { id: given.archiveId, sum: given.sha256 })}</Mono>
    );
  return (
    <Box sx={{ display: 'grid', gap: 3.5 }}>
      <KeyValues
        labelWidth={130}
        rows={[
          {
            label: t('certificate.tenant'),
            value: (
              <>
                <span lang="tr">{certificate.name}</span> <Mono>{certificate.code}</Mono>
              </>
            ),
          },
          { label: t('certificate.platform'), value: certificate.platform },
          { label: t('certificate.server'), value: certificate.server },
          { label: t('certificate.identity'), value: <Mono>{certificate.systemIdentifier}</Mono> },
          { label: t('certificate.by'), value: certificate.startedBy },
          { label: t('certificate.finished'), value: format.dateTime(certificate.finishedAt) },
          { label: t('certificate.reason'), value: certificate.reason },
          { label: t('certificate.backup'), value: assurance(certificate.backup) },
          { label: t('certificate.export'), value: assurance(certificate.export) },
          { label: t('certificate.operation'), value: <Mono>{certificate.operationId}</Mono> },
        ]}
      />
      <Part title={t('certificate.removed')}>
        {removed.map((item) => (
          <Removed key={`${item.kind} ${item.name}`} item={item} />
        ))}
      </Part>
      <Part title={t('certificate.kept')}>
        {kept.map(({ name, count, reason }) => (
          <Line key={`${name} ${reason}`} label={<Mono>{name}</Mono>} note={t(`certificate.why.${reason}`)}>
            {format.number(count)}
          </Line>
        ))}
      </Part>
      <Part title={t('certificate.toDo')}>
        {toDo.length === 0 && <Line label={t('certificate.nothingToDo')} />}
        {toDo.map(({ kind, name, where }) => (
          <Line key={`${kind} ${name}`} label={t(`certificate.manual.${kind}`)} note={where}>
            <Mono>{name}</Mono>
          </Line>
        ))}
      </Part>
    </Box>
  );
};

const Removed = ({ item }: { readonly item: CertificateItem }) => {
  const { t } = useTranslation('lifecycle');
  return item.kind === 'rows' ? (
    <Line label={<Mono>{item.name}</Mono>}>{t('certificate.item.rows', { count: item.count })}</Line>
  ) : (
    <Line label={t(`certificate.item.${item.kind}`)}>
      <Mono>{item.name}</Mono>
    </Line>
  );
};

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section>
    <Box component="h3" sx={{ m: 0, mb: 1, fontSize: 12, lineHeight: '18px', fontWeight: 600 }}>
      {title}
    </Box>
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {children}
    </Box>
  </section>
);

const Line = ({
  label,
  note,
  children,
}: {
  readonly label: ReactNode;
  readonly note?: string;
  readonly children?: ReactNode;
}) => (
  <Box
    component="li"
    sx={{
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: 3,
      py: '5px',
      borderTop: '1px solid',
      borderColor: 'line.subtle',
      fontSize: 12,
      lineHeight: '18px',
    }}
  >
    <Box sx={{ flex: '1 1 130px', minWidth: 0, overflowWrap: 'anywhere' }}>{label}</Box>
    {note !== undefined && <Box sx={{ color: 'ink.secondary', overflowWrap: 'anywhere' }}>{note}</Box>}
    <Box className="n" sx={{ minWidth: 0, overflowWrap: 'anywhere', textAlign: 'right' }}>
      {children}
    </Box>
  </Box>
);
