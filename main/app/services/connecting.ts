import type { AccessAsked, ConnectingView } from '#contract/calendars.ts';
import type { AccountId } from '#contract/ids.ts';
import { type Failure, fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import type { Zone } from '#main/kernel/zone.ts';
import { type Loopback, openLoopback } from '../oauth/loopback.ts';
import { tellFailure } from '../views/tell-failure.ts';

/** What a provider has to say about one sign-in. */
export interface SignIn {
  readonly kind: ConnectingView['kind'];
  /** Null: a new account. */
  readonly accountId: AccountId | null;
  readonly access: AccessAsked;
  /** Gives the address that the user's browser is to open, and what becomes of the code that comes back. */
  prepare(loopback: Pick<Loopback, 'redirectUri' | 'state'>): Promise<{
    readonly address: string;
    /** `isWanted` is asked before anything is kept. */
    finish(code: string, isWanted: () => boolean): Promise<Outcome<null>>;
  }>;
  /** `error` as OAuth spells it. */
  explain(error: string): Failure;
}

/** The one sign-in that is under way, or the last one that failed. A new one takes its place. */
export interface Connecting {
  begin(signIn: SignIn): Promise<Outcome<ConnectingView>>;
  /** Also puts away one that failed; one that is not there any more is no matter. */
  cancel(attemptId: string): void;
  view(): ConnectingView | null;
  /** The machine was asleep: what is too old by the clock is over. */
  woke(): void;
  /** Ends what is under way and waits for it. */
  stop(): Promise<void>;
}

export interface ConnectingParts {
  readonly clock: () => EpochMs;
  readonly newId: () => string;
  readonly zone: () => Zone;
  readonly language: () => Language;
  /** Null: the host leaves it to its page. */
  readonly openAddress: ((address: string) => Promise<boolean>) | null;
  readonly onChanged: () => void;
  readonly onBug: (error: unknown) => void;
  /** Absent: five minutes. */
  readonly limitMs?: number;
}

interface Attempt extends Omit<ConnectingView, 'state' | 'text' | 'until'> {
  readonly untilMs: EpochMs;
  readonly failure: Failure | null;
  readonly loopback: Loopback;
}

const LIMIT_MS = 5 * 60_000;

export function createConnecting(parts: ConnectingParts): Connecting {
  const { limitMs = LIMIT_MS } = parts;
  let current: Attempt | null = null;
  let isStopped = false;
  const underWay = new Set<Promise<void>>();

  function put(attempt: Attempt | null): void {
    current = attempt;
    parts.onChanged();
  }

  function fails(attemptId: string, failure: Failure): void {
    if (current?.attemptId === attemptId) put({ ...current, failure });
  }

  async function follow(
    attemptId: string,
    loopback: Loopback,
    signIn: SignIn,
    prepared: Awaited<ReturnType<SignIn['prepare']>>,
  ): Promise<void> {
    const redirected = await loopback.redirected;
    const isWanted = (): boolean => !isStopped && current?.attemptId === attemptId;
    switch (redirected.kind) {
      case 'cancelled':
        return;
      case 'timed-out':
        return fails(
          attemptId,
          fail(
            'refused',
            'Nobody answered in the browser within five minutes. Connect again when it suits you.',
          ),
        );
      case 'error':
        return fails(attemptId, signIn.explain(redirected.error));
      case 'code': {
        const finished = await prepared.finish(redirected.code, isWanted);
        if (!finished.ok) fails(attemptId, finished);
        else if (current?.attemptId === attemptId) put(null);
      }
    }
  }

  function view(): ConnectingView | null {
    if (current === null) return null;
    const { attemptId, kind, accountId, access, address, isOpened, failure, untilMs } = current;
    return {
      attemptId,
      kind,
      accountId,
      access,
      address,
      isOpened,
      state: failure === null ? 'waiting' : 'failed',
      text: failure === null ? null : tellFailure(failure, parts.language()).message,
      until: parts.zone().format(untilMs),
    };
  }

  function watch(attemptId: string, work: Promise<void>): void {
    const ended = work
      .catch((error: unknown) => {
        parts.onBug(error);
        fails(
          attemptId,
          fail('bug', 'Something went wrong on the way back from the browser. Connect again.'),
        );
      })
      .finally(() => underWay.delete(ended));
    underWay.add(ended);
  }

  return {
    async begin(signIn) {
      const { kind, accountId, access } = signIn;
      const opening = openLoopback({ language: parts.language(), limitMs });
      const loopback = await opening.catch((error: unknown) => {
        parts.onBug(error);
        return null;
      });
      if (loopback === null) {
        return fail(
          'refused',
          'No port of this machine is free for the answer. Close other programs and try again.',
        );
      }
      const attemptId = parts.newId();
      const untilMs = parts.clock() + limitMs;
      try {
        const prepared = await signIn.prepare(loopback);
        const { address } = prepared;
        const isOpened = (await parts.openAddress?.(address)) ?? false;
        current?.loopback.cancel();
        if (isStopped) loopback.cancel();
        put({ attemptId, kind, accountId, access, address, isOpened, failure: null, untilMs, loopback });
        watch(attemptId, follow(attemptId, loopback, signIn, prepared));
      } catch (error) {
        loopback.cancel();
        throw error;
      }
      const begun = view();
      if (begun === null) throw new Error('A sign-in that has just begun is under way.');
      return succeed(begun);
    },
    cancel(attemptId) {
      if (current?.attemptId !== attemptId) return;
      current.loopback.cancel();
      put(null);
    },
    view,
    woke() {
      if (current?.failure === null && parts.clock() >= current.untilMs) current.loopback.expire();
    },
    async stop() {
      isStopped = true;
      current?.loopback.cancel();
      await Promise.all(underWay);
    },
  };
}
