/** Columns that the console adds to the platform's own tables, only by the explicit upgrade. All optional or defaulted. */
export interface AddedColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

const added = (table: string, columns: Readonly<Record<string, string>>): ReadonlyArray<AddedColumn> =>
  Object.entries(columns).map(([column, type]) => ({ table, column, type }));

export const addedColumns: ReadonlyArray<AddedColumn> = [
  ...added('TenantRegistrations', {
    ContactPhone: 'text',
    BillingPeriod: 'text',
    PackageId: 'uuid REFERENCES public."Packages" ("Id")',
    VerificationCodeExpiresAt: 'timestamptz',
    FailureReason: 'text',
    CreatedAt: 'timestamptz DEFAULT now()',
    UpdatedAt: 'timestamptz DEFAULT now()',
  }),
  ...added('Tenants', {
    CreatedAt: 'timestamptz DEFAULT now()',
    UpdatedAt: 'timestamptz DEFAULT now()',
    SuspendedAt: 'timestamptz',
    SuspensionReason: 'text',
  }),
  ...added('Packages', {
    YearlyPrice: 'numeric(18,2)',
    Currency: "text NOT NULL DEFAULT 'TRY'",
    IsActive: 'boolean NOT NULL DEFAULT true',
  }),
  ...added('MasterUsers', {
    IsActive: 'boolean NOT NULL DEFAULT true',
    LockoutEnd: 'timestamptz',
    AccessFailedCount: 'integer NOT NULL DEFAULT 0',
    LastLoginAt: 'timestamptz',
    MustChangePassword: 'boolean NOT NULL DEFAULT false',
    PasswordResetTokenHash: 'text',
    PasswordResetExpiresAt: 'timestamptz',
  }),
  ...added('Subscriptions', {
    Price: 'numeric(18,2)',
    Currency: 'text',
    BillingPeriod: "text NOT NULL DEFAULT 'Monthly'",
    CancelAtPeriodEnd: 'boolean NOT NULL DEFAULT false',
    CancelledAt: 'timestamptz',
    UpdatedAt: 'timestamptz DEFAULT now()',
  }),
];
