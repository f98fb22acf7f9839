import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, as in "short name": the button's name for assistive technology. */
  readonly label: string;
  /** With words beside the icon. */
  readonly words?: string;
}

/** Says that it copied by its own icon; no toast. */
export const CopyButton = ({ text, label, words }: CopyButtonProps) => {
  const { t } = useTranslation('components');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  const Icon = copied ? Check : Copy;
  const name = copied ? t('copy.done') : t('copy.what', { what: label });
  if (words !== undefined)
    return (
      <Button size="small" variant="text" startIcon={<Icon size={13} strokeWidth={1.75} aria-hidden />} onClick={copy}>
        {copied ? t('copy.done') : words}
      </Button>
    );
  return (
    <Tooltip title={name}>
      <IconButton size="small" aria-label={name} onClick={copy} sx={{ width: 24, height: 24 }}>
        <Icon size={13} strokeWidth={1.75} aria-hidden />
      </IconButton>
    </Tooltip>
  );
};
