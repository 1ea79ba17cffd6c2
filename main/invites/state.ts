import type { EpochMs } from '#contract/time.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import type { Problem } from '#main/invites/problem.ts';

/*
 *  drafted --confirm--> undo-window --start--> sending --delivered--> sent | cancelled (a cancellation)
 *     |                   |  |  |                |  |
 *     |                   |  |  `--late----.     |  `--postponed--> failed --start (retry)--> sending
 *     |                   |  `-slotTaken-. |     |                    | |
 *     |                   |              v v     |--late--> still-send  |
 *     |                   |      slot-taken, still-send                 |
 *     |                   |              |  |                           |
 *     |                   |              |  `------sendAnyway-----------+--> sending
 *     |                   `--undo--------+--undo------------------------'--> what was settled before, or cancelled
 *     `--handOver--> handed-over | cancelled (a cancellation)
 *
 *  sent and handed-over go to undo-window (confirm) or handed-over (handOver) again for a move or a cancellation, and
 *  to failed or still-send when something else changed the event in the calendar (noticed), and from that failed back
 *  (restored). sending ends as handed-over
 *  (handOver) where the event is in the calendar and the guests are told by hand.
 *  cancelled is the end.
 */
export type OutboxState =
  | { readonly kind: 'drafted' }
  /** `sendsAtMs` is stored: a restart neither shortens nor forgets it. */
  | { readonly kind: 'undo-window'; readonly sendsAtMs: EpochMs }
  | { readonly kind: 'sending' }
  | { readonly kind: 'sent'; readonly atMs: EpochMs }
  | { readonly kind: 'handed-over'; readonly atMs: EpochMs }
  /** `retryAtMs` null: only the user can do something. */
  | { readonly kind: 'failed'; readonly problem: Problem; readonly retryAtMs: EpochMs | null }
  | { readonly kind: 'still-send'; readonly problem: Problem }
  | { readonly kind: 'slot-taken'; readonly problem: Problem }
  | { readonly kind: 'cancelled'; readonly atMs: EpochMs };

export type OutboxEvent =
  | { readonly kind: 'confirm'; readonly sendsAtMs: EpochMs }
  | { readonly kind: 'handOver'; readonly atMs: EpochMs; readonly isCancellation: boolean }
  /** `settled` null: nothing was sent before, so what is undone is cancelled. */
  | { readonly kind: 'undo'; readonly atMs: EpochMs; readonly settled: OutboxState | null }
  | { readonly kind: 'start' }
  | { readonly kind: 'late'; readonly problem: Problem }
  | { readonly kind: 'slotTaken'; readonly problem: Problem }
  | { readonly kind: 'delivered'; readonly atMs: EpochMs; readonly isCancellation: boolean }
  | { readonly kind: 'postponed'; readonly problem: Problem; readonly retryAtMs: EpochMs | null }
  /** Something else changed the event in the calendar; `asks`: whether the guests should hear of it. */
  | { readonly kind: 'noticed'; readonly problem: Problem; readonly asks: boolean }
  /** What was deleted in the calendar is there again. */
  | { readonly kind: 'restored'; readonly atMs: EpochMs; readonly isHandedOver: boolean }
  | { readonly kind: 'sendAnyway' };

type StateKind = OutboxState['kind'];

/** From which states an event is possible. */
const POSSIBLE_FROM: Readonly<Record<OutboxEvent['kind'], readonly StateKind[]>> = {
  confirm: ['drafted', 'sent', 'handed-over', 'undo-window', 'failed', 'still-send', 'slot-taken'],
  handOver: ['drafted', 'handed-over', 'sending'],
  undo: ['undo-window', 'failed', 'still-send', 'slot-taken'],
  start: ['undo-window', 'failed', 'sending'],
  late: ['undo-window', 'failed', 'sending'],
  slotTaken: ['undo-window', 'failed', 'sending'],
  delivered: ['sending'],
  postponed: ['sending'],
  noticed: ['sent', 'handed-over', 'failed'],
  restored: ['failed'],
  sendAnyway: ['failed', 'still-send', 'slot-taken'],
};

/** Pure; an event that is not possible in a state is refused as a `conflict`, and the state stays. */
export function transition(state: OutboxState, event: OutboxEvent): Outcome<OutboxState> {
  if (!POSSIBLE_FROM[event.kind].includes(state.kind)) {
    return fail('conflict', refusal(state.kind, event.kind));
  }
  switch (event.kind) {
    case 'confirm':
      return succeed({ kind: 'undo-window', sendsAtMs: event.sendsAtMs });
    case 'handOver':
      return succeed({ kind: event.isCancellation ? 'cancelled' : 'handed-over', atMs: event.atMs });
    case 'undo':
      return succeed(event.settled ?? { kind: 'cancelled', atMs: event.atMs });
    case 'start':
    case 'sendAnyway':
      return succeed({ kind: 'sending' });
    case 'late':
      return succeed({ kind: 'still-send', problem: event.problem });
    case 'noticed':
      return succeed(
        event.asks
          ? { kind: 'still-send', problem: event.problem }
          : { kind: 'failed', problem: event.problem, retryAtMs: null },
      );
    case 'restored':
      return succeed({ kind: event.isHandedOver ? 'handed-over' : 'sent', atMs: event.atMs });
    case 'slotTaken':
      return succeed({ kind: 'slot-taken', problem: event.problem });
    case 'delivered':
      return succeed({ kind: event.isCancellation ? 'cancelled' : 'sent', atMs: event.atMs });
    case 'postponed':
      return succeed({ kind: 'failed', problem: event.problem, retryAtMs: event.retryAtMs });
    default:
      return assertNever(event);
  }
}

function refusal(state: StateKind, event: OutboxEvent['kind']): string {
  switch (state) {
    case 'sending':
      return 'It is leaving right now. Try again in a few seconds.';
    case 'cancelled':
      return 'This invite is cancelled. Make a new one from a proposal.';
    case 'sent':
    case 'handed-over':
      return 'It has left already. Cancel it, and the guests are told.';
    case 'drafted':
    case 'undo-window':
    case 'failed':
    case 'still-send':
    case 'slot-taken':
      return `An invite that is '${state}' cannot do '${event}'. Reload the page to see where it is.`;
    default:
      return assertNever(state);
  }
}

/** No deadline is set further ahead than this, whatever a server asks for. */
export const LONGEST_WAIT_MS = 1_800_000;

/** But this, where an account takes nothing at all for hours. */
export const LONGEST_PAUSE_MS = 24 * 3_600_000;

/** It waits with all others of its account, and the card says until when. */
export const isPaused = (state: OutboxState): boolean =>
  state.kind === 'failed' && state.problem.kind === 'calendar' && state.problem.failure === 'paused';

/** When the sender has to look at it next; null: never by itself. */
export function dueAtMs(state: OutboxState): EpochMs | null {
  switch (state.kind) {
    case 'undo-window':
      return state.sendsAtMs;
    case 'sending':
      // Found at rest, it is what a sender left behind that did not live to finish.
      return Number.NEGATIVE_INFINITY;
    case 'failed':
      return state.retryAtMs;
    case 'drafted':
    case 'sent':
    case 'handed-over':
    case 'still-send':
    case 'slot-taken':
    case 'cancelled':
      return null;
    default:
      return assertNever(state);
  }
}
