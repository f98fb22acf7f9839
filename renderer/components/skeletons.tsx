import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v } from '../theme/tokens.ts';

/** True once so many milliseconds have passed: a quick answer must not flicker. */
export function useLater(milliseconds: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return passed;
}

/** True once it has been so for that long without a break. */
export function useLasting(active: boolean, milliseconds: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!active) return undefined;
    const timer = setTimeout(() => setLasts(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [active, milliseconds]);
  return lasts;
}

export const Bone = styled('span')({
  display: 'block',
  height: 8,
  borderRadius: 4,
  background: v('line-default'),
});

/** Nothing for 150 ms, then the shape of what comes; after four seconds it says so. */
export const Skeletons = ({ children, what }: { readonly children: ReactNode; readonly what?: string }) => {
  const { t } = useTranslation('components');
  const visible = useLater(150);
  const long = useLater(4000);
  if (!visible) return null;
  return (
    <Box aria-busy>
      {children}
      {long && (
        <Box role="status" sx={{ px: '14px', py: '8px', fontSize: 12, color: 'ink.tertiary' }}>
          {what === undefined ? t('loading.long') : t('loading.longFrom', { what })}
        </Box>
      )}
    </Box>
  );
};

const widths = ['34%', '44%', '28%', '40%', '31%', '38%'] as const;

export const SkeletonRows = ({ rows = 6, height = 33 }: { readonly rows?: number; readonly height?: number }) => (
  <Skeletons>
    {Array.from({ length: rows }, (_, index) => index).map((index) => (
      <Box
        key={index}
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 2.5,
          height,
          px: '14px',
          borderBottom: '1px solid',
          borderColor: 'line.subtle',
        }}
      >
        <Bone style={{ width: 12, height: 12, borderRadius: 6 }} />
        <Bone style={{ width: widths[index % widths.length] }} />
        <Box sx={{ flex: 1 }} />
        <Bone style={{ width: 48 }} />
        <Bone style={{ width: 36 }} />
      </Box>
    ))}
  </Skeletons>
);
