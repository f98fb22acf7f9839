import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import type { ReactNode } from 'react';
import { CountPill } from './count-pill.tsx';
import type { StatusTone } from './status-glyph.tsx';

export interface ViewTab<V extends string> {
  readonly value: V;
  readonly label: string;
  /** Undefined until it is known. */
  readonly count?: number | undefined;
  /** Where someone must act; without it the count is grey. */
  readonly tone?: StatusTone;
}

interface ViewTabsProps<V extends string> {
  readonly label: string;
  readonly tabs: ReadonlyArray<ViewTab<V>>;
  readonly value: V;
  onChange(value: NoInfer<V>): void;
  /** After the tabs: "Save view". */
  readonly trailing?: ReactNode;
}

/** Views of a list, or the tabs of a page, with counts. */
export const ViewTabs = <V extends string>({ label, tabs, value, onChange, trailing }: ViewTabsProps<V>) => (
  <Box
    sx={{
      display: 'flex',
      alignItems: 'center',
      gap: 2,
      px: '20px',
      flex: 'none',
      borderBottom: '1px solid',
      borderColor: 'line.default',
    }}
  >
    <Tabs
      value={value}
      onChange={(_event, next: V) => onChange(next)}
      aria-label={label}
      variant="scrollable"
      scrollButtons="auto"
    >
      {tabs.map((tab) => (
        <Tab
          key={tab.value}
          value={tab.value}
          label={
            <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5 }}>
              {tab.label}
              {tab.count !== undefined && (
                <CountPill
                  count={tab.count}
                  {...(tab.tone === undefined || tab.count === 0 ? {} : { tone: tab.tone })}
                />
              )}
            </Box>
          }
        />
      ))}
    </Tabs>
    {trailing}
  </Box>
);
