import type { EventName, Events } from './events.ts';
import type { MethodInput, MethodName, MethodOutput } from './methods.ts';
import type { Outcome } from './outcome.ts';

/** A page asks: the method's name and its input. */
export const CALL_CHANNEL = 'golden-hour:call';
/** The host tells: the event's name and its payload. */
export const EVENT_CHANNEL = 'golden-hour:event';

/** All that the desktop host's preload script gives to a page, as `window.goldenHour`. */
export interface DesktopApi {
  call<Name extends MethodName>(name: Name, input: MethodInput<Name>): Promise<Outcome<MethodOutput<Name>>>;
  /** Returns its disposer. */
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void;
}
