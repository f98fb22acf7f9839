/** Above this many a change is as grave as one that can't be undone. */
export const manyTenants = 20;

/** The confirmation that a change of so many tenants asks, where one alone asks level 2. */
export const levelForMany = (tenants: number): 2 | 3 => (tenants > manyTenants ? 3 : 2);
