import type { InviteId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type { Happened } from '#contract/vocabulary.ts';

/** later: it got a new time. */
export type Said = Happened | 'later';

export interface SaidOf {
  readonly invite: InviteView;
  readonly what: Said;
}

interface AskRow {
  readonly invite: InviteView;
  /** Null: it is asked. */
  readonly noted: Said | null;
  /** It was answered here before. */
  readonly isBack: boolean;
}

/**
 * What is asked, and what was answered on this screen, the latest get-together first. Whatever the host asks is a
 * question, answered here or not: the answer may have been taken back elsewhere, or not have arrived yet.
 */
export function arrangeAsks(
  asks: readonly InviteView[],
  said: ReadonlyMap<InviteId, SaidOf>,
): readonly AskRow[] {
  const asked = new Set(asks.map(({ id }) => id));
  const noted = [...said.values()].filter(({ invite }) => !asked.has(invite.id));
  return [
    ...asks.map((invite) => ({ invite, noted: null, isBack: said.has(invite.id) })),
    ...noted.map(({ invite, what }) => ({ invite, noted: what, isBack: false })),
  ].toSorted((a, b) => Date.parse(b.invite.start) - Date.parse(a.invite.start));
}
