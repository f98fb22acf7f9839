/**
 * The tables and columns that a Stocker master has by itself. With these alone a platform can be read; columns that the
 * console adds are in `added-columns.ts`.
 */
export interface SourceColumn {
  readonly name: string;
  readonly type: 'uuid' | 'text' | 'boolean' | 'timestamptz' | 'integer' | 'numeric(18,2)';
  readonly nullable?: true;
  readonly default?: string;
}

export interface SourceTable {
  readonly name: string;
  readonly columns: ReadonlyArray<SourceColumn>;
  /** Beside the primary key `Id`. */
  readonly constraints: ReadonlyArray<string>;
}

const id: SourceColumn = { name: 'Id', type: 'uuid' };
const text = (name: string): SourceColumn => ({ name, type: 'text' });
const optional = (column: SourceColumn): SourceColumn => ({ ...column, nullable: true });
const uuid = (name: string): SourceColumn => ({ name, type: 'uuid' });
const flag = (name: string, value: 'true' | 'false'): SourceColumn => ({ name, type: 'boolean', default: value });
const time = (name: string): SourceColumn => ({ name, type: 'timestamptz' });
const reference = (column: string, table: string): string =>
  `FOREIGN KEY ("${column}") REFERENCES public."${table}" ("Id")`;

export const sourceTables: ReadonlyArray<SourceTable> = [
  {
    name: 'Tenants',
    columns: [
      id,
      text('Name'),
      text('Code'),
      text('Status'),
      flag('IsActive', 'true'),
      flag('SetupCompleted', 'false'),
      optional(time('SetupCompletedAt')),
      optional(text('ConnectionString')),
      optional(text('DatabaseName')),
    ],
    constraints: ['CONSTRAINT "UQ_Tenants_Code" UNIQUE ("Code")'],
  },
  {
    name: 'Packages',
    columns: [
      id,
      text('Name'),
      text('Type'),
      { name: 'Price', type: 'numeric(18,2)' },
      { name: 'MaxUsers', type: 'integer' },
    ],
    constraints: [],
  },
  {
    name: 'PackageModules',
    columns: [
      id,
      uuid('PackageId'),
      text('ModuleCode'),
      text('ModuleName'),
      flag('IsIncluded', 'true'),
      { name: 'MaxEntities', type: 'integer', nullable: true },
    ],
    constraints: [reference('PackageId', 'Packages')],
  },
  {
    name: 'TenantRegistrations',
    columns: [
      id,
      text('Email'),
      text('CompanyName'),
      text('CompanyCode'),
      optional(text('VerificationCode')),
      text('Status'),
      flag('EmailVerified', 'false'),
      text('AdminPasswordHash'),
      optional(uuid('TenantId')),
    ],
    constraints: [reference('TenantId', 'Tenants')],
  },
  {
    name: 'Subscriptions',
    columns: [
      id,
      uuid('TenantId'),
      uuid('PackageId'),
      text('Status'),
      time('StartDate'),
      time('CurrentPeriodEnd'),
      optional(time('TrialEndDate')),
    ],
    constraints: [reference('TenantId', 'Tenants'), reference('PackageId', 'Packages')],
  },
  {
    name: 'SubscriptionModules',
    columns: [
      id,
      uuid('SubscriptionId'),
      text('ModuleCode'),
      text('ModuleName'),
      { name: 'MaxEntities', type: 'integer', nullable: true },
      time('AddedAt'),
    ],
    constraints: [reference('SubscriptionId', 'Subscriptions')],
  },
  {
    name: 'MasterUsers',
    columns: [
      id,
      text('Email'),
      text('Username'),
      text('PasswordHash'),
      optional(uuid('TenantId')),
      flag('IsTenantAdmin', 'false'),
      flag('IsEmailVerified', 'false'),
    ],
    constraints: ['CONSTRAINT "UQ_MasterUsers_Email" UNIQUE ("Email")', reference('TenantId', 'Tenants')],
  },
  {
    name: 'TenantDomains',
    columns: [
      id,
      uuid('TenantId'),
      text('DomainName'),
      flag('IsPrimary', 'false'),
      flag('IsVerified', 'false'),
      optional(time('VerifiedAt')),
      { name: 'CreatedAt', type: 'timestamptz', default: 'now()' },
    ],
    constraints: ['CONSTRAINT "UQ_TenantDomains_DomainName" UNIQUE ("DomainName")', reference('TenantId', 'Tenants')],
  },
  {
    name: 'ModuleDefinitions',
    columns: [
      id,
      text('Code'),
      text('Name'),
      optional(text('Description')),
      text('DbContextName'),
      flag('IsCore', 'false'),
    ],
    constraints: ['CONSTRAINT "UQ_ModuleDefinitions_Code" UNIQUE ("Code")'],
  },
];
