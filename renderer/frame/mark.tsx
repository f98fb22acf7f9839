import { v } from '../theme/tokens.ts';

const cells = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => ({ row, column })));

/** Nine tenants; six of them make a T. */
export const Mark = ({ size = 18 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden="true">
    {cells.map(({ row, column }) => (
      <rect
        key={`${row}${column}`}
        x={column * 6.5}
        y={row * 6.5}
        width="5"
        height="5"
        rx="1.2"
        style={{ fill: row === 0 || column === 1 ? v('accent-main') : v('data-muted') }}
      />
    ))}
  </svg>
);
