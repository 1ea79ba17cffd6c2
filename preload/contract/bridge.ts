import type { EventName, Events } from './events.ts';
import type { MethodInput, MethodName, MethodOutput } from './methods.ts';
import type { Outcome } from './outcome.ts';

/** What every host gives to the renderer. */
export interface Bridge {
  call<Name extends MethodName>(name: Name, input: MethodInput<Name>): Promise<Outcome<MethodOutput<Name>>>;
  /** Returns its disposer. */
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void;
  /** Whether the host can be reached; calls the listener at once and on every change. Returns its disposer. */
  onConnection(listener: (connected: boolean) => void): () => void;
}
