import type { InviteView } from '#contract/invites.ts';
import type { BusyBlock, DayView, OutlookView, ProposalView } from '#contract/outlook.ts';
import type { GuestView } from '#contract/people.ts';
import type { MinuteSpan } from '#contract/settings.ts';
import { arrangeDays, type Card, daysOfWeek } from '#renderer/features/plan-cards.ts';
import type { Text } from '#renderer/ui/text/text.tsx';

/** What a day has to show, under a name that stays while an idea becomes an invite and back. */
export type WeekEntry =
  | { readonly key: string; readonly kind: 'proposal'; readonly proposal: ProposalView }
  | { readonly key: string; readonly kind: 'invite'; readonly invite: InviteView }
  | { readonly key: string; readonly kind: 'quiet' };

export interface WeekRow {
  readonly day: DayView;
  /** By start; a day with nothing in it has one quiet entry. */
  readonly entries: readonly WeekEntry[];
}

function toEntry(card: Card): WeekEntry {
  if (card.kind === 'proposal') {
    return { key: `idea:${card.proposal.id}`, kind: 'proposal', proposal: card.proposal };
  }
  const { invite } = card;
  const key = invite.proposalId === null ? `invite:${invite.id}` : `idea:${invite.proposalId}`;
  return { key, kind: 'invite', invite };
}

/** Seven rows, today first. */
export function arrangeWeek(view: OutlookView): readonly WeekRow[] {
  const shown = new Set(daysOfWeek(view).map(({ date }) => date));
  return arrangeDays(view)
    .filter(({ day }) => shown.has(day.date))
    .map(({ day, cards }) => ({
      day,
      entries: cards.length === 0 ? [{ key: `day:${day.date}`, kind: 'quiet' as const }] : cards.map(toEntry),
    }));
}

/** Everybody who is asked or met on a day. */
export function listGuests(entries: readonly WeekEntry[]): readonly GuestView[] {
  return entries.flatMap((entry) => {
    switch (entry.kind) {
      case 'proposal':
        return entry.proposal.guests;
      case 'invite':
        return entry.invite.guests;
      case 'quiet':
        return [];
    }
  });
}

/** How many of the plan's ideas lie after the seven days. */
export function countLater(view: OutlookView): number {
  const shown = new Set(daysOfWeek(view).map(({ date }) => date));
  return view.proposals.filter(({ date }) => !shown.has(date)).length;
}

const capitalize = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** Why nothing is planned on a day, in a few words; without a reason, what of it is free. */
export function describeQuiet({ resting, openings }: DayView, { words, format }: Text): string {
  if (resting.length > 0) return capitalize(resting.join(', '));
  const [first] = openings;
  return first === undefined ? words.week.nothingFree : words.week.freeFrom(format.time(first.from));
}

export interface DayPart {
  readonly span: MinuteSpan;
  readonly block: BusyBlock | null;
}

/** What lies in a day and what of it is free (`block` null), by the clock. */
export function listDay({ busy, openings }: DayView): readonly DayPart[] {
  const parts: readonly DayPart[] = [
    ...busy.map((block) => ({ span: block.span, block })),
    ...openings.map((span) => ({ span, block: null })),
  ];
  return parts.toSorted((a, b) => a.span.from - b.span.from);
}

/**
 * Where an arrow key leads in the list; it ends at its ends.
 *
 * @returns null for a key that does not move
 */
export function moveInList(keys: readonly string[], current: string, pressed: string): string | null {
  const at = keys.indexOf(current);
  switch (pressed) {
    case 'ArrowDown':
      return keys[Math.min(keys.length - 1, at + 1)] ?? null;
    case 'ArrowUp':
      return keys[Math.max(0, at - 1)] ?? null;
    case 'Home':
      return keys[0] ?? null;
    case 'End':
      return keys.at(-1) ?? null;
    default:
      return null;
  }
}
