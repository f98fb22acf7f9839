import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../shared/errors.ts';
import { useErrorText } from '../i18n/use-error-text.ts';
import { Arc } from './arc.tsx';
import { type Consequence, ConsequenceList } from './consequence-list.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { InlineError } from './inline-error.tsx';
import { Kbd } from './kbd.tsx';
import { Mono } from './mono.tsx';
import { TextInput } from './text-input.tsx';

/** What a reason must have, as the contract asks it. */
const shortestReason = 3;
const longestBeside = 24;

interface ConfirmDialogProps {
  readonly open: boolean;
  /** 2: users notice, or money moves. 3: cannot be undone, or personal data. */
  readonly level: 2 | 3;
  readonly title: string;
  readonly width?: number;
  readonly description?: ReactNode;
  readonly consequences: ReadonlyArray<Consequence>;
  /** Asks for a reason that is written to the log. Level 3 always does. */
  readonly asksReason?: boolean;
  /** Level 3: the short name that must be typed. */
  readonly typedName?: string;
  /** Left of the buttons: until when it can be restored. */
  readonly note?: ReactNode;
  readonly verb: string;
  readonly verbIcon?: ReactNode;
  /** Further fields, between the consequences and the reason. */
  readonly children?: ReactNode;
  /** False while the further fields are not complete. */
  readonly ready?: boolean;
  readonly busy: boolean;
  readonly error: AppError | null;
  /** Set while and after it runs: takes the place of the consequences, and the buttons become Close. */
  readonly progress?: ReactNode;
  onConfirm(given: { readonly reason: string; readonly typed: string }): void;
  onClose(): void;
}

/** Levels 2 and 3. Level 2 starts with the focus on Cancel; in level 3 Enter never acts, and the name is typed anew. */
export const ConfirmDialog = (props: ConfirmDialogProps) => (props.open ? <OpenDialog {...props} /> : null);

const OpenDialog = ({
  level,
  title,
  width,
  description,
  consequences,
  asksReason = false,
  typedName,
  note,
  verb,
  verbIcon,
  children,
  ready = true,
  busy,
  error,
  progress,
  onConfirm,
  onClose,
}: ConfirmDialogProps) => {
  const { t } = useTranslation(['components', 'common']);
  const describe = useErrorText();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [reasonLeft, setReasonLeft] = useState(false);
  const wantsReason = asksReason || level === 3;
  const reasonGiven = !wantsReason || reason.trim().length >= shortestReason;
  const nameGiven = typedName === undefined || typed === typedName;
  const can = ready && reasonGiven && nameGiven && !busy;
  const fieldError = (field: string): string | undefined =>
    error?.field === field ? describe(error).title : undefined;
  const running = progress !== undefined;
  // A long name has a line of its own, with what asks for it.
  const isShort = typedName !== undefined && typedName.length <= longestBeside;

  return (
    <DialogFrame
      open
      danger={level === 3}
      busy={busy}
      title={title}
      {...(width === undefined ? {} : { width })}
      description={description}
      note={running ? undefined : note}
      onClose={onClose}
      actions={
        running ? (
          <Button onClick={onClose} autoFocus>
            {t('common:close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose} disabled={busy} autoFocus={level === 2 && !wantsReason}>
              {t('common:cancel')}
              <Kbd aria-hidden>Esc</Kbd>
            </Button>
            <Button
              variant="contained"
              color={level === 3 ? 'error' : 'primary'}
              disabled={!can}
              startIcon={busy ? <Arc /> : verbIcon}
              onClick={() => onConfirm({ reason: reason.trim(), typed })}
            >
              {verb}
            </Button>
          </>
        )
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3.5 }}>
        {running ? progress : consequences.length > 0 && <ConsequenceList items={consequences} />}
        {!running && children}
        {!running && (wantsReason || typedName !== undefined) && (
          <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: isShort ? '1fr 1fr' : '1fr' }}>
            {wantsReason && (
              <TextInput
                label={t('components:confirm.reason')}
                value={reason}
                required
                autoFocus
                maxLength={500}
                error={
                  fieldError('reason') ?? (reasonLeft && !reasonGiven ? t('components:confirm.reasonShort') : undefined)
                }
                onChange={(event) => setReason(event.target.value)}
                onBlur={() => setReasonLeft(true)}
              />
            )}
            {typedName !== undefined && (
              <TextInput
                label={
                  <>
                    {t('components:confirm.typeBefore')} <Mono sx={{ fontWeight: 600 }}>{typedName}</Mono>{' '}
                    {t('components:confirm.typeAfter')}
                  </>
                }
                value={typed}
                required
                mono
                autoComplete="off"
                error={fieldError('typedCode') ?? fieldError('typedName')}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Box>
        )}
        <InlineError error={error} />
      </Box>
    </DialogFrame>
  );
};
