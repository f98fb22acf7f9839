import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { ConnectionCheck, ConnectionCheckId } from '../../../shared/contract/connections.ts';
import { checkLook } from '../../components/status/check-look.ts';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';

/** Shown even when all is well: what an operator wants to see before giving a password. */
const always: ReadonlySet<ConnectionCheckId> = new Set(['answers', 'certificate', 'platform_schema', 'clock']);

/** A platform's schema can be behind in three ways, and each has another way on. */
const isBehind = (state: unknown): state is 'empty' | 'source_only' | 'outdated' =>
  state === 'empty' || state === 'source_only' || state === 'outdated';

/** Every check with its own sentence; a failed one with what it means and what to do. */
export const CheckList = ({
  checks,
  only,
}: {
  readonly checks: ReadonlyArray<ConnectionCheck>;
  readonly only?: 'worth-telling';
}) => {
  const { t } = useTranslation(['connections', 'status']);
  const describe = useErrorText();
  const shown = checks.filter(
    ({ id, state }) => only === undefined || state === 'fail' || state === 'warn' || (always.has(id) && state === 'ok'),
  );
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {shown.map(({ id, state, params, error }) => {
        const look = checkLook(state);
        const told = error === undefined ? undefined : describe(error);
        return (
          <Box component="li" key={id} sx={{ display: 'flex', gap: 2, py: '4px', alignItems: 'flex-start' }}>
            <Box component="span" sx={{ pt: '4px', display: 'flex' }}>
              <StatusGlyph glyph={look.glyph} tone={look.tone} label={t(`status:${look.label}`)} />
            </Box>
            <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              {id === 'platform_schema' && isBehind(params['state'])
                ? t(`connections:schema.${params['state']}`)
                : id === 'platform_schema' && error?.key === 'server.missing_rights'
                  ? t('connections:schema.unreadable')
                  : t(`connections:check.${id}.${state}`, { ...params })}
              {told !== undefined && (
                <Box sx={{ fontSize: 12, color: 'ink.secondary' }}>
                  {/* What to do about a right that lacks is: to look at this very list. */}
                  {error?.key === 'server.missing_rights' ? told.title : `${told.title} ${told.body}`}
                </Box>
              )}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
};
