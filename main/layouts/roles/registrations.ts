import type { NewRegistration, RegistrationFilter, RegistrationTab } from '../../../shared/contract/registrations.ts';
import type { RegistrationId, TenantId } from '../../../shared/domain/ids.ts';
import type { RegistrationState } from '../../../shared/domain/lifecycle.ts';

/** A registration as the platform stores it; what the window may see of it is `RegistrationRow`. */
export interface Registration {
  readonly id: RegistrationId;
  readonly companyName: string;
  readonly companyCode: string;
  readonly email: string;
  readonly phone: string | null;
  readonly packageId: string | null;
  readonly packageName: string | null;
  readonly billingPeriod: 'monthly' | 'yearly' | null;
  readonly state: RegistrationState;
  readonly emailVerified: boolean;
  readonly codeExpiresAt: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly failureText: string | null;
  readonly tenantId: TenantId | null;
}

export interface VerificationCode {
  readonly code: string;
  readonly validMinutes: number;
}

export interface NamesTaken {
  readonly code: boolean;
  readonly email: boolean;
  readonly domain: boolean;
  readonly database: boolean;
}

export interface RegistrationCatalog {
  page(query: {
    filter: RegistrationFilter;
    offset: number;
    limit: number;
  }): Promise<{ rows: ReadonlyArray<Registration>; total: number }>;
  counts(): Promise<Readonly<Record<RegistrationTab, number>>>;
  find(id: RegistrationId): Promise<Registration | undefined>;
  /** The one that became this tenant; undefined where there was none, or it is gone. */
  ofTenant(id: TenantId): Promise<Registration | undefined>;
  /** Which of these somebody else has: compared without case, against tenants, registrations that live, domains and databases. */
  namesTaken(names: {
    code: string;
    email: string;
    domain: string;
    database: string;
    except: RegistrationId | null;
  }): Promise<NamesTaken>;
  insert(
    registration: NewRegistration & {
      readonly id: RegistrationId;
      readonly passwordHash: string;
      readonly code: VerificationCode;
    },
  ): Promise<void>;
  setCode(id: RegistrationId, code: VerificationCode): Promise<{ readonly expiresAt: string }>;
  /** Compare-and-set; throws `registration.wrong_state` with both states. */
  transition(
    id: RegistrationId,
    from: ReadonlyArray<RegistrationState>,
    to: RegistrationState,
    reason: string | null,
  ): Promise<void>;
}
