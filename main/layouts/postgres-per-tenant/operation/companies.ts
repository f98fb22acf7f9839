import { AppError } from '../../../../shared/errors.ts';
import type { CompanyRecords } from '../../roles/tenant-settings.ts';
import { readCompany, writeCompany } from '../settings/company.ts';
import type { OperationContext } from './context.ts';

/** The company in a tenant's own database. */
export function companyRecords(context: OperationContext): CompanyRecords {
  const codeOf = async (tenantId: string): Promise<string> => {
    const [row] = await context.read((runner) =>
      runner.query({ text: 'SELECT "Code" AS code FROM public."Tenants" WHERE "Id" = $1', values: [tenantId] }),
    );
    if (row === undefined) throw new AppError('not_found', 'tenant.not_found');
    return String(row['code']);
  };
  return {
    find: (of) => context.tenant.reading(of, readCompany),
    async save(of, details) {
      const code = await codeOf(of.tenantId);
      await context.tenant.fenced(of, (runner) => writeCompany(runner, details, code));
    },
  };
}
