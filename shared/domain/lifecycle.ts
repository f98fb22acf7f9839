export const lifecycles = ['provisioning', 'active', 'cancelled', 'deletion_scheduled', 'deleting', 'deleted'] as const;
export type Lifecycle = (typeof lifecycles)[number];

const lifecycleMoves: Readonly<Record<Lifecycle, ReadonlyArray<Lifecycle>>> = {
  provisioning: ['active'],
  active: ['cancelled'],
  cancelled: ['active', 'deletion_scheduled'],
  deletion_scheduled: ['active', 'cancelled', 'deleting'],
  deleting: ['deleted'],
  deleted: [],
};

export const canBecome = (from: Lifecycle, to: Lifecycle): boolean => lifecycleMoves[from].includes(to);

export const registrationStates = [
  'pending_verification',
  'verified',
  'provisioning',
  'failed',
  'completed',
  'expired',
  'rejected',
] as const;
export type RegistrationState = (typeof registrationStates)[number];

const registrationMoves: Readonly<Record<RegistrationState, ReadonlyArray<RegistrationState>>> = {
  pending_verification: ['verified', 'expired', 'rejected'],
  verified: ['provisioning', 'rejected'],
  provisioning: ['completed', 'failed', 'verified'],
  failed: ['provisioning', 'verified', 'rejected'],
  completed: [],
  expired: ['rejected'],
  rejected: [],
};

export const canRegistrationBecome = (from: RegistrationState, to: RegistrationState): boolean =>
  registrationMoves[from].includes(to);

/** What an operator can do with a registration, before the role is asked. */
export interface RegistrationActions {
  readonly resendCode: boolean;
  readonly confirm: boolean;
  readonly reject: boolean;
  readonly provision: boolean;
  readonly retry: boolean;
  readonly cleanUp: boolean;
}

export const registrationActions = (state: RegistrationState): RegistrationActions => ({
  resendCode: state === 'pending_verification' || state === 'expired',
  confirm: state === 'pending_verification',
  reject: canRegistrationBecome(state, 'rejected'),
  provision: state === 'verified',
  retry: state === 'failed',
  cleanUp: state === 'failed',
});
