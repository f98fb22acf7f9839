import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { type SetupForm, type SetupOptions, setupSchema } from '../../../shared/contract/setup.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { issueKey } from '../../i18n/issue-key.ts';

export const companyFields = [
  'name',
  'legalName',
  'taxNumber',
  'taxOffice',
  'email',
  'phone',
  'address',
  'district',
  'city',
  'postalCode',
] as const;
export type CompanyField = (typeof companyFields)[number];

export const setupPages = ['company', 'package', 'review'] as const;
export type SetupPage = (typeof setupPages)[number];

/** The page on which a field stands, by its path. */
export const pageOf = (path: string): SetupPage => (path.startsWith('company') ? 'company' : 'package');

/** What the registration wished for, where it is sold; else the first that is. */
export function firstChoice({ packages, wished }: SetupOptions): Pick<SetupForm, 'packageId' | 'period' | 'modules'> {
  const chosen = packages.find(({ id }) => id === wished.packageId) ?? packages[0];
  return {
    packageId: chosen?.id ?? '',
    period: wished.period === 'yearly' && chosen?.yearlyPrice !== null ? 'yearly' : 'monthly',
    modules: chosen?.modules.filter(({ included }) => included).map(({ code }) => code) ?? [],
  };
}

const unknownCompany = {
  legalName: null,
  taxNumber: null,
  taxOffice: null,
  email: null,
  phone: null,
  address: null,
  district: null,
  city: null,
  postalCode: null,
  countryCode: 'TR',
};

/** The contract's own schema: what it refuses stands at its field before anything is sent. */
export const useSetupForm = (tenant: TenantDetail, options: SetupOptions) =>
  useForm<SetupForm, unknown, z.output<typeof setupSchema>>({
    resolver: zodResolver(setupSchema, { error: issueKey }),
    mode: 'onTouched',
    defaultValues: {
      tenantId: tenant.id,
      company: options.company ?? { ...unknownCompany, name: tenant.name },
      ...firstChoice(options),
    },
  });
export type SetupFormHandle = ReturnType<typeof useSetupForm>;
