import { styled } from '@mui/material/styles';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLiveState, type OperationView } from '../../shared/domain/operations.ts';
import { operationLook } from '../components/status/operation-look.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useOperations } from '../stores/operations.ts';

const Hidden = styled('div')({
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
});

const quarter = ({ fraction }: OperationView): number => Math.floor(fraction * 4);

/** Tells assistive technology when an operation ends, and its progress at 25, 50 and 75 percent only. */
export const OperationsAnnouncer = () => {
  const { t } = useTranslation(['frame', 'status']);
  const format = useFormat();
  const list = useOperations((operations) => operations.list);
  const before = useRef<ReadonlyMap<string, OperationView>>(new Map());
  const [said, setSaid] = useState('');
  useEffect(() => {
    for (const operation of list) {
      const was = before.current.get(operation.id);
      if (was === undefined) continue;
      const subject = operation.subject.label;
      if (isLiveState(was.state) && !isLiveState(operation.state))
        setSaid(t('frame:operations.ended', { subject, state: t(`status:${operationLook(operation.state).label}`) }));
      else if (quarter(operation) > quarter(was) && quarter(operation) < 4)
        setSaid(t('frame:operations.quarter', { subject, percent: format.percent(quarter(operation) / 4) }));
    }
    before.current = new Map(list.map((operation) => [operation.id, operation]));
  }, [list, t, format]);
  return <Hidden role="status">{said}</Hidden>;
};
