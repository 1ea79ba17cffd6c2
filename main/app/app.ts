import type { EventName, Events } from '#contract/events.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { Language } from '#contract/vocabulary.ts';

/** What a host holds: the services behind one `dispatch`. */
export interface App {
  readonly dataFolder: string;
  /** Runs any method of the contract by its name; an unknown name and a wrong input are outcomes too. */
  dispatch(name: string, input: unknown): Promise<Outcome<unknown>>;
  /** As `dispatch`, for the host itself: nobody is looking, so calendars are not kept more closely in step. */
  peek(name: string, input: unknown): Promise<Outcome<unknown>>;
  /** Returns its disposer. */
  onEvent(listener: <Name extends EventName>(name: Name, payload: Events[Name]) => void): () => void;
  /** What the browser or the operating system speaks; counts while the user's choice is 'system'. */
  hintLanguage(language: Language): void;
  /** Begins the work that nobody asks for: due invites, forecasts, calendars that roll on. */
  start(): void;
  /** After sleep or a changed clock: looks at once at what is due. */
  wake(): Promise<void>;
  /** Lets what is leaving finish, then closes the store. */
  stop(): Promise<void>;
}
