import type { Permission } from '../../shared/domain/permissions.ts';
import type { MoveRefusal } from '../../shared/domain/subscription-moves.ts';
import { AppError } from '../../shared/errors.ts';

const permission: Permission = 'billing.manage';

/** Says both states, and what the way there would need. */
export const refusalOf = ({ key, from, to, params }: MoveRefusal): AppError =>
  new AppError('conflict', key, { params: { ...params, from, to, permission } });
