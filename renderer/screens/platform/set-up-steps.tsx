import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '../../components/panel.tsx';
import { type Glyph, StatusGlyph, type StatusTone } from '../../components/status-glyph.tsx';

export type SetUpStep = 'schema' | 'operator' | 'ready';

const order = ['schema', 'operator', 'ready'] as const;

const looks = {
  done: { glyph: 'disc-check', tone: 'ok' },
  now: { glyph: 'dot', tone: 'info' },
  later: { glyph: 'ring', tone: 'neutral' },
} as const satisfies Record<string, { glyph: Glyph; tone: StatusTone }>;

interface SetUpStepsProps {
  /** The one that is next; `ready` when all is done. */
  readonly at: SetUpStep;
  /** There are tables that can be read already. */
  readonly readable: boolean;
}

/** From a database to a platform, in three steps. */
export const SetUpSteps = ({ at, readable }: SetUpStepsProps) => {
  const { t } = useTranslation('platform');
  const stateOf = (step: SetUpStep): keyof typeof looks => {
    const distance = order.indexOf(step) - order.indexOf(at);
    return distance < 0 || at === 'ready' ? 'done' : distance === 0 ? 'now' : 'later';
  };
  const bodies = {
    schema: t(stateOf('schema') === 'done' ? 'setUp.schemaDone' : 'setUp.schemaBody'),
    operator: t(
      stateOf('operator') === 'done'
        ? 'setUp.operatorDone'
        : stateOf('operator') === 'now'
          ? 'setUp.operatorBody'
          : 'setUp.operatorLater',
    ),
    ready: t('setUp.readyBody'),
  };
  return (
    <Panel
      title={t('setUp.title')}
      padding="none"
      note={readable && at !== 'ready' ? t('setUp.readable') : undefined}
      actions={
        readable && at !== 'ready' ? (
          <Button size="small" variant="text" component={Link} to="/tenants">
            {t('setUp.toTenants')}
          </Button>
        ) : undefined
      }
    >
      <Box
        component="ol"
        sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' }}
      >
        {order.map((step, index) => {
          const state = stateOf(step);
          return (
            <Box
              component="li"
              key={step}
              aria-current={state === 'now' ? 'step' : undefined}
              sx={{
                display: 'flex',
                gap: 2,
                px: '14px',
                py: '12px',
                borderLeft: index === 0 ? 0 : '1px solid',
                borderColor: 'line.subtle',
                bgcolor: state === 'now' ? 'surface.selected' : 'transparent',
                '& > svg': { mt: '4px' },
              }}
            >
              <StatusGlyph {...looks[state]} label={t(`setUp.${state}`)} />
              <Box sx={{ minWidth: 0 }}>
                <Box sx={{ fontWeight: state === 'later' ? 400 : 600 }}>
                  {index + 1}. {t(`setUp.${step}`)}
                </Box>
                <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>{bodies[step]}</Box>
              </Box>
            </Box>
          );
        })}
      </Box>
    </Panel>
  );
};
