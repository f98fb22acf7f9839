import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CopyRow } from '../../../shared/contract/archives.ts';
import type { Comparison } from '../../../shared/domain/inventory.ts';
import { CheckInput } from '../../components/check-input.tsx';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { ComparedTables } from './compared-tables.tsx';
import { comparisonFacts } from './comparison-facts.ts';

interface ComparisonDialogProps {
  readonly copy: CopyRow;
  readonly comparison: NonNullable<CopyRow['comparison']>;
  onClose(): void;
}

/** A copy beside the tenant's database: structure, versions, and table by table how many rows are on each side. */
export const ComparisonDialog = ({ copy, comparison, onClose }: ComparisonDialogProps) => {
  const { t } = useTranslation(['archives', 'common']);
  const format = useFormat();
  const { result, at } = comparison;
  const { differing } = comparisonFacts(result);
  const [only, setOnly] = useState(differing > 0);
  return (
    <DialogFrame
      open
      width={820}
      title={t('archives:compare.title', { name: copy.tenantName })}
      description={t('archives:compare.description', { when: format.dateTime(at) })}
      note={<Mono sx={{ overflowWrap: 'anywhere' }}>{copy.database}</Mono>}
      onClose={onClose}
      actions={
        <Button onClick={onClose} autoFocus>
          {t('common:close')}
        </Button>
      }
    >
      <Box sx={{ display: 'grid', gap: '14px' }}>
        <Verdict result={result} />
        <SidesFacts result={result} />
        {differing > 0 && (
          <CheckInput label={t('archives:compare.onlyDifferences')} checked={only} onChange={setOnly} />
        )}
        <ComparedTables tables={result.tables} only={only} />
      </Box>
    </DialogFrame>
  );
};

const Verdict = ({ result }: { readonly result: Comparison }) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const { tables, differing } = comparisonFacts(result);
  if (result.same)
    return (
      <InlineMessage
        tone="ok"
        title={t('compare.same')}
        body={t('compare.sameBody', { count: tables, amount: format.number(tables) })}
      />
    );
  return (
    <>
      {differing > 0 && (
        <InlineMessage
          tone="warn"
          title={t('compare.differing', {
            count: differing,
            amount: format.number(differing),
            of: format.number(tables),
          })}
        />
      )}
      {result.structure === 'differs' && (
        <InlineMessage tone="warn" title={t('compare.structureDiffers')} body={t('compare.structureBody')} />
      )}
    </>
  );
};

/** Rows in all, the structure, and the newest version of every module on each side where they are not the same. */
const SidesFacts = ({ result }: { readonly result: Comparison }) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const { rows, structure, versions } = result;
  const difference = rows.right - rows.left;
  const sides = (left: string, right: string): string =>
    `${t('compare.living')}: ${left}, ${t('compare.copy')}: ${right}`;
  const shown = versions.filter(({ left, right }) => left !== right);
  const version = (text: string | null) => (text === null ? <Missing /> : <Mono>{text}</Mono>);
  return (
    <KeyValues
      rows={[
        {
          label: t('compare.rows'),
          value: (
            <span className="n">
              {sides(format.number(rows.left), format.number(rows.right))}
              {difference !== 0 && ` (${difference > 0 ? '+' : ''}${format.number(difference)})`}
            </span>
          ),
        },
        ...(structure === 'same' ? [{ label: t('compare.structure'), value: t('compare.theSame') }] : []),
        ...(shown.length === 0
          ? [{ label: t('compare.versions'), value: t('compare.theSame') }]
          : shown.map(({ module, left, right }) => ({
              label: `${t('compare.module')} ${module}`,
              value: (
                <>
                  {t('compare.living')}: {version(left)}, {t('compare.copy')}: {version(right)}
                </>
              ),
            }))),
      ]}
    />
  );
};
