import {
  Ban,
  CalendarClock,
  CalendarPlus,
  CalendarX2,
  CircleAlert,
  CircleCheck,
  CirclePlay,
  CircleX,
  type LucideIcon,
  Play,
  Repeat,
  RotateCcw,
} from 'lucide-react';
import type { SubscriptionAction } from '../../../shared/domain/subscriptions.ts';

export const moveIcons: Readonly<Record<SubscriptionAction, LucideIcon>> = {
  start: Play,
  activate: CirclePlay,
  extend_trial: CalendarPlus,
  change: Repeat,
  schedule_change: CalendarClock,
  cancel_change: CalendarX2,
  cancel_now: Ban,
  cancel_at_end: CalendarX2,
  undo_cancel: RotateCcw,
  mark_past_due: CircleAlert,
  mark_unpaid: CircleX,
  mark_paid: CircleCheck,
};
