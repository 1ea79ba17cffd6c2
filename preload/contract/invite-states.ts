import { assertNever } from '#main/kernel/assert-never.ts';
import type { InviteState } from './invites.ts';

/** Whether an invite in this state goes nowhere without the user's word. */
export function needsDecision(state: InviteState): boolean {
  switch (state.kind) {
    case 'still-send':
    case 'slot-taken':
      return true;
    case 'failed':
      return state.retryAt === null;
    case 'undo-window':
    case 'sending':
    case 'sent':
    case 'handed-over':
    case 'cancelled':
      return false;
    default:
      return assertNever(state);
  }
}
