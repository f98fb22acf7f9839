import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { EnvBadge } from '../../components/env-badge.tsx';
import { Mono } from '../../components/mono.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { usePlatform } from '../../stores/session.ts';
import { useOperationLook } from './use-operation-look.ts';

/** Where, what, and of whom. */
export const OperationHead = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation(['operations', 'status']);
  const platform = usePlatform();
  const { look, label } = useOperationLook()(operation);
  const { registrationId, label: subject } = operation.subject;
  // Only asked for where there is one; the id is then never the empty text.
  const registration = useCall(
    'registrations.get',
    { id: registrationId ?? '' },
    { enabled: registrationId !== null },
  ).data;
  const facts = [
    registration === undefined ? undefined : <Mono key="code">{registration.companyCode}</Mono>,
    registration?.packageName ?? undefined,
    platform?.server,
  ].filter((fact) => fact !== undefined);
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: 24, fontSize: 12, color: 'ink.secondary' }}>
        {platform !== null && <EnvBadge environment={platform.environment} />}
        <Box component="span" sx={{ minWidth: 0 }}>
          {t('operations:startedBy', {
            kind: t(`status:operationKind.${operation.kind}`),
            operator: operation.startedBy,
          })}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 2.5, mt: 1 }}>
        <Typography
          variant="h1"
          component="h2"
          title={subject}
          sx={{
            overflowWrap: 'anywhere',
            // Of many things it names each of them.
            display: '-webkit-box',
            WebkitBoxOrient: 'vertical',
            WebkitLineClamp: 2,
            overflow: 'hidden',
          }}
        >
          {subject}
        </Typography>
        <StatusChip look={look} label={label} />
      </Box>
      <Box
        component="ul"
        sx={{
          m: 0,
          p: 0,
          listStyle: 'none',
          display: 'flex',
          flexWrap: 'wrap',
          fontSize: 12,
          lineHeight: '18px',
          color: 'ink.secondary',
          '& > li + li': { ml: 2, pl: 2, borderLeft: '1px solid', borderColor: 'line.default' },
        }}
      >
        {facts.map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: at most three facts, always in this order
          <li key={index}>{fact}</li>
        ))}
      </Box>
    </>
  );
};
