import type { FeatureFlag } from '../../../shared/domain/flags.ts';
import type { Session } from '../../access/session.ts';
import { createFlag, removeFlag, resumeFlag, saveFlag, stopFlag } from '../../flags/change.ts';
import { createPlaces } from '../../flags/places.ts';
import { evaluateFlag, flagDetail, flagsOfTenant, listFlags, previewFlag, whoHasFlag } from '../../flags/read.ts';
import { setFlagForMany } from '../../flags/start-set-flag.ts';
import type { Broadcast } from '../broadcast.ts';
import type { AreaHandlers, LogNotes } from '../handler.ts';

interface Parts {
  readonly session: Session;
  readonly broadcast: Broadcast;
}

export const createFlagHandlers = ({ session, broadcast }: Parts): AreaHandlers<'flags'> => {
  const by = (): string => session.actor()?.operator ?? '';
  const placeOf = createPlaces();
  const reading = (signal: AbortSignal) => ({ flags: session.platform().layout.flags, signal, placeOf });
  const changing = () => ({ flags: session.platform().layout.flags, by: by() });
  /** The whole flag, before and after. */
  function tell(
    log: LogNotes,
    flag: { readonly before: FeatureFlag | null; readonly after: FeatureFlag | null },
  ): void {
    const key = (flag.after ?? flag.before)?.key ?? '';
    log.subject({ label: key, id: null });
    if (flag.before !== null) log.before(flag.before);
    if (flag.after !== null) log.after(flag.after);
    broadcast.publish('flags.changed', { key });
  }
  return {
    'flags.list': (_, { signal }) => listFlags(reading(signal)),
    'flags.get': ({ key }, { signal }) => flagDetail(reading(signal), key),
    'flags.preview': (input, { signal }) => previewFlag(reading(signal), input),
    'flags.who': (input, { signal }) => whoHasFlag(reading(signal), input),
    'flags.evaluate': (input, { signal }) => evaluateFlag(reading(signal), input),
    'flags.ofTenant': ({ id }, { signal }) => flagsOfTenant(reading(signal), id),
    'flags.history': ({ key }) => session.platform().layout.flags.events(key),
    'flags.create': async (input, { log }) => {
      const after = await createFlag(changing(), input);
      tell(log, { before: null, after });
      return after;
    },
    'flags.save': async (input, { log }) => {
      const flag = await saveFlag(changing(), input);
      tell(log, flag);
      return flag.after;
    },
    'flags.stop': async (input, { log }) => {
      const flag = await stopFlag(changing(), input);
      tell(log, flag);
      return flag.after;
    },
    'flags.resume': async (input, { log }) => {
      const flag = await resumeFlag(changing(), input);
      tell(log, flag);
      return flag.after;
    },
    'flags.remove': async (input, { log }) => {
      const before = await removeFlag(changing(), input);
      tell(log, { before, after: null });
      return null;
    },
    'flags.setMany': async (input, { log }) => {
      const { layout, engine } = session.platform();
      const { operationId, label } = await setFlagForMany({ ...layout, engine, by: by() }, input);
      log.subject({ label, id: null });
      log.operation(operationId);
      return { operationId };
    },
  };
};
