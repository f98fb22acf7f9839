import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import { CircleStop, Ellipsis, PencilLine, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/assert-never.ts';
import type { FlagDetail } from '../../../shared/contract/flags.ts';
import type { FlagProblem } from '../../../shared/domain/flags.ts';
import { Chip } from '../../components/chip.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { GuardedMenuItem } from '../../components/guarded-menu-item.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { DetailsDialog } from './details-dialog.tsx';
import { flagLook } from './flag-look.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { ResumeDialog, StopDialog } from './stop-dialog.tsx';

interface FlagHeadProps {
  readonly detail: FlagDetail;
  onRemoved(): void;
}

/** What the flag is, how it stands, and what can be done with all of it. */
export const FlagHead = ({ detail, onRemoved }: FlagHeadProps) => {
  const { t } = useTranslation('flags');
  const { flag } = detail;
  const [asked, setAsked] = useState<'stop' | 'resume' | 'details' | 'remove' | null>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const stop = useGuard({ call: 'flags.stop' });
  const resume = useGuard({ call: 'flags.resume' });
  const edit = useGuard({ call: 'flags.save' });
  const remove = useGuard({ call: 'flags.remove', state: flag.on > 0 ? t('remove.inUse') : null });
  const { glyph, tone } = flagLook[flag.state];
  const choose = (what: typeof asked): void => {
    setAnchor(null);
    setAsked(what);
  };
  const close = (): void => setAsked(null);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, pt: '10px', pb: '12px' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: 30 }}>
        <Box component="h2" sx={{ m: 0, minWidth: 0, lineHeight: '22px', overflowWrap: 'anywhere' }}>
          <Mono sx={{ fontSize: 15, fontWeight: 600 }}>{flag.key}</Mono>
        </Box>
        <Box sx={{ flex: 'none' }}>
          <Chip glyph={glyph} tone={tone}>
            {t(`state.${flag.state}`)}
          </Chip>
        </Box>
        <Box sx={{ flex: 1 }} />
        {flag.stoppedFrom === null ? (
          <GuardedButton
            guard={stop}
            size="small"
            color="error"
            variant="outlined"
            icon={<CircleStop size={13} strokeWidth={1.75} aria-hidden />}
            onClick={() => setAsked('stop')}
          >
            {t('stop.open')}
          </GuardedButton>
        ) : (
          <GuardedButton
            guard={resume}
            size="small"
            variant="outlined"
            icon={<Play size={13} strokeWidth={1.75} aria-hidden />}
            onClick={() => setAsked('resume')}
          >
            {t('resume.open')}
          </GuardedButton>
        )}
        <IconButton
          aria-label={t('menu')}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <Ellipsis size={16} strokeWidth={1.75} aria-hidden />
        </IconButton>
        <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
          <GuardedMenuItem
            guard={edit}
            icon={<PencilLine size={14} strokeWidth={1.75} aria-hidden />}
            onClick={() => choose('details')}
          >
            {t('details.open')}
          </GuardedMenuItem>
          <GuardedMenuItem
            guard={remove}
            danger
            icon={<Trash2 size={14} strokeWidth={1.75} aria-hidden />}
            onClick={() => choose('remove')}
          >
            {t('remove.open')}
          </GuardedMenuItem>
        </Menu>
      </Box>
      <About detail={detail} />
      <Problems detail={detail} />
      {asked === 'stop' && <StopDialog detail={detail} onClose={close} />}
      {asked === 'resume' && <ResumeDialog detail={detail} onClose={close} />}
      {asked === 'details' && <DetailsDialog flag={flag} onClose={close} />}
      {asked === 'remove' && <RemoveDialog flag={flag} onRemoved={onRemoved} onClose={close} />}
    </Box>
  );
};

const today = (): string => new Date().toLocaleDateString('sv');

const About = ({ detail: { flag } }: { readonly detail: FlagDetail }) => {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const { name, description, owner, expiresOn, enabledForRoles } = flag;
  const facts = [
    ...(owner === null ? [] : [t('about.ownedBy', { owner })]),
    ...(expiresOn === null
      ? []
      : [t(expiresOn < today() ? 'about.expiredOn' : 'about.expiresOn', { day: format.day(expiresOn) })]),
    ...(enabledForRoles.length === 0 ? [] : [t('about.forRoles', { roles: enabledForRoles.join(', ') })]),
  ];
  return (
    <Box sx={{ fontSize: 12, lineHeight: '18px', overflowWrap: 'anywhere' }}>
      {description ?? name}
      {facts.length > 0 && <Box sx={{ color: 'ink.secondary' }}>{facts.join(', ')}</Box>}
    </Box>
  );
};

const Problems = ({ detail: { flag } }: { readonly detail: FlagDetail }) => {
  const { t } = useTranslation('flags');
  if (flag.problems.length === 0) return null;
  const tell = (problem: FlagProblem): string => {
    switch (problem.kind) {
      case 'stage':
      case 'rollout':
        return t(`problem.${problem.kind}`, { stored: problem.stored });
      case 'tenants':
      case 'both_lists':
        return t(`problem.${problem.kind}`, { count: problem.ids.length });
      case 'package':
        return t('problem.package');
      default:
        return assertNever(problem);
    }
  };
  return <InlineMessage tone="warn" title={t('problems')} body={flag.problems.map(tell).join(' ')} />;
};
