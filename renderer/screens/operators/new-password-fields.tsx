import { useTranslation } from 'react-i18next';
import { PasswordInput } from '../../components/password-input.tsx';

const shortest = 12;

/** A password to be, typed twice. */
export interface NewPassword {
  readonly next: string;
  readonly again: string;
}

export const noPassword: NewPassword = { next: '', again: '' };

export const isComplete = ({ next, again }: NewPassword): boolean => next.length >= shortest && again === next;

interface NewPasswordFieldsProps {
  readonly value: NewPassword;
  readonly labels: Readonly<Record<keyof NewPassword, string>>;
  /** It was sent once: what is still empty is wrong by now. */
  readonly tried: boolean;
  /** What main refused it for. */
  readonly refused: string | undefined;
  onChange(value: NewPassword): void;
}

export const NewPasswordFields = ({ value, labels, tried, refused, onChange }: NewPasswordFieldsProps) => {
  const { t } = useTranslation('operators');
  const { next, again } = value;
  const tooShort = (tried || next !== '') && next.length < shortest;
  const differs = (tried || again !== '') && again !== next;
  return (
    <>
      <PasswordInput
        label={labels.next}
        help={t('password.help', { shortest })}
        error={tooShort ? t('password.short', { shortest }) : refused}
        value={next}
        required
        autoComplete="new-password"
        onChange={(event) => onChange({ next: event.target.value, again })}
      />
      <PasswordInput
        label={labels.again}
        error={differs ? t('password.differs') : undefined}
        value={again}
        required
        autoComplete="new-password"
        onChange={(event) => onChange({ next, again: event.target.value })}
      />
    </>
  );
};
