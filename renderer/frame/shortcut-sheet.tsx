import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ParseKeys } from 'i18next';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogFrame } from '../components/dialog-frame.tsx';
import { Kbd } from '../components/kbd.tsx';
import { useDialogs } from '../stores/dialogs.ts';

interface Shortcut {
  readonly keys: ReadonlyArray<string>;
  /** Pressed one after the other instead of together. */
  readonly after?: string;
  readonly does: ParseKeys<'frame'>;
}

const groups: ReadonlyArray<{ readonly title: ParseKeys<'frame'>; readonly shortcuts: ReadonlyArray<Shortcut> }> = [
  {
    title: 'shortcuts.groups.everywhere',
    shortcuts: [
      { keys: ['Ctrl', 'J'], does: 'shortcuts.drawer' },
      { keys: ['Ctrl', 'B'], does: 'shortcuts.rail' },
      { keys: ['Ctrl', 'R'], does: 'shortcuts.refresh' },
      { keys: ['Ctrl', 'Shift', 'O'], does: 'shortcuts.connection' },
      { keys: ['Ctrl', 'Shift', 'L'], does: 'shortcuts.lock' },
      { keys: ['F6'], does: 'shortcuts.region' },
      { keys: ['Shift', 'F6'], does: 'shortcuts.regionBack' },
      { keys: ['Esc'], does: 'shortcuts.close' },
      { keys: ['?'], does: 'shortcuts.sheet' },
    ],
  },
  {
    title: 'shortcuts.groups.go',
    shortcuts: [
      { keys: ['G'], after: 'T', does: 'shortcuts.goTenants' },
      { keys: ['G'], after: 'R', does: 'shortcuts.goRegistrations' },
      { keys: ['G'], after: 'A', does: 'shortcuts.goAttention' },
      { keys: ['G'], after: 'O', does: 'shortcuts.goOperations' },
      { keys: ['G'], after: 'B', does: 'shortcuts.goBackups' },
      { keys: ['G'], after: 'F', does: 'shortcuts.goFlags' },
      { keys: ['G'], after: 'L', does: 'shortcuts.goLog' },
    ],
  },
  {
    title: 'shortcuts.groups.lists',
    shortcuts: [
      { keys: ['/'], does: 'shortcuts.search' },
      { keys: ['Enter'], does: 'shortcuts.open' },
      { keys: ['Space'], does: 'shortcuts.select' },
      { keys: ['Shift', '↓'], does: 'shortcuts.selectMore' },
      { keys: ['Ctrl', 'S'], does: 'shortcuts.review' },
      { keys: ['Ctrl', 'A'], does: 'shortcuts.selectPage' },
    ],
  },
];

export const ShortcutSheet = () => {
  const { t } = useTranslation(['frame', 'common']);
  const open = useDialogs((dialogs) => dialogs.shortcuts);
  const close = useDialogs((dialogs) => dialogs.closeShortcuts);
  return (
    <DialogFrame
      open={open}
      width={520}
      title={t('frame:shortcuts.title')}
      note={t('frame:shortcuts.note')}
      onClose={close}
      actions={
        <Button autoFocus onClick={close}>
          {t('common:close')}
        </Button>
      }
    >
      {groups.map(({ title, shortcuts }) => (
        <Box key={title} component="section" sx={{ mb: 3 }}>
          <Box component="h3" sx={{ m: 0, mb: 1, fontSize: 12, fontWeight: 600, color: 'ink.secondary' }}>
            {t(`frame:${title}`)}
          </Box>
          {shortcuts.map(({ keys, after, does }) => (
            <Box key={does} sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 26 }}>
              <Box sx={{ flex: 1 }}>{t(`frame:${does}`)}</Box>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
              {after !== undefined && (
                <Fragment>
                  <Box component="span" sx={{ fontSize: 11, color: 'ink.tertiary' }}>
                    {t('frame:shortcuts.then')}
                  </Box>
                  <Kbd>{after}</Kbd>
                </Fragment>
              )}
            </Box>
          ))}
        </Box>
      ))}
    </DialogFrame>
  );
};
