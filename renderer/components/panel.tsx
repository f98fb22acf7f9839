import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { type ReactNode, useId } from 'react';
import { v } from '../theme/tokens.ts';

const Root = styled('section')({
  display: 'flex',
  flexDirection: 'column',
  minWidth: 0,
  background: v('surface-panel'),
  border: `1px solid ${v('line-default')}`,
  borderRadius: 8,
  overflow: 'hidden',
});

const Head = styled('header')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  minHeight: 38,
  padding: '0 14px',
  borderBottom: `1px solid ${v('line-subtle')}`,
});

const Title = styled('h2')({ margin: 0, fontSize: 13, lineHeight: '20px', fontWeight: 600, letterSpacing: '-0.004em' });

interface PanelProps {
  readonly title: string;
  /** Grey, after the title: unit, time, range. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** `none`: rows and grids bring their own padding. */
  readonly padding?: 'normal' | 'none';
  readonly children: ReactNode;
}

export const Panel = ({ title, note, actions, padding = 'normal', children }: PanelProps) => {
  const id = useId();
  return (
    <Root aria-labelledby={id}>
      <Head>
        <Title id={id}>{title}</Title>
        {note !== undefined && (
          <Box component="span" sx={{ fontSize: 12, color: 'ink.tertiary' }}>
            {note}
          </Box>
        )}
        <Box sx={{ flex: 1 }} />
        {actions}
      </Head>
      <Box sx={{ padding: padding === 'none' ? 0 : '12px 14px', minWidth: 0 }}>{children}</Box>
    </Root>
  );
};
