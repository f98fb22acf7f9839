import Button from '@mui/material/Button';
import { Archive, Building2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { type ResultPlace, resultPlace } from './operation-facts.ts';

const icons = { openTenant: Building2, openBackups: Archive } as const satisfies Record<ResultPlace['words'], unknown>;

/** Leads to what an operation that ended well has made. */
export const ResultLink = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation('operations');
  const place = resultPlace(operation);
  if (place === null) return null;
  const Icon = icons[place.words];
  return (
    <Button
      variant="contained"
      color="primary"
      component={Link}
      to={place.to}
      startIcon={<Icon size={14} strokeWidth={1.75} aria-hidden />}
    >
      {t(place.words)}
    </Button>
  );
};
