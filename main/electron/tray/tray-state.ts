import type { InviteId } from '#contract/ids.ts';
import { needsDecision } from '#contract/invite-states.ts';
import type { InviteView } from '#contract/invites.ts';
import type { OutlookView } from '#contract/outlook.ts';
import type { AppStatus } from '#contract/status.ts';
import type { Language } from '#contract/vocabulary.ts';
import { daysBetween } from '#main/kernel/dates.ts';
import { listNames } from '#main/kernel/list-names.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import { trayWords } from './tray-words.ts';

/** What the icon, its tooltip and its menu show. */
export interface TrayState {
  readonly language: Language;
  readonly tooltip: string;
  /** Beside the icon, at most 30 characters; empty: none. */
  readonly title: string;
  /** Something wants a decision today. */
  readonly hasDot: boolean;
  /** The send that can still be taken back: the one that leaves first. */
  readonly undo: { readonly inviteId: InviteId; readonly label: string } | null;
  readonly isPaused: boolean;
}

export interface TrayFacts {
  readonly outlook: Pick<OutlookView, 'now' | 'today' | 'proposals' | 'invites'>;
  readonly status: Pick<AppStatus, 'language' | 'noticesPausedUntil'>;
  /** The user's setting: the next get-together stands beside the icon. */
  readonly showsTitle: boolean;
}

const TITLE_LENGTH = 30;
/** Windows cuts a tooltip off here. */
const TOOLTIP_LENGTH = 127;

export function computeTrayState({ outlook, status, showsTitle }: TrayFacts): TrayState {
  const { language } = status;
  const words = trayWords(language);
  const next = nextGetTogether(outlook);
  const pending = firstPending(outlook.invites);
  const what = (invite: InviteView): readonly [string, string] => [
    invite.activity.name,
    listNames(
      invite.guests.map(({ name }) => name),
      words.and,
    ),
  ];
  return {
    language,
    tooltip:
      next === null
        ? words.nothingPlanned
        : shorten(words.next(whenOf(next, outlook, language), ...what(next)), TOOLTIP_LENGTH),
    title:
      next === null || !showsTitle
        ? ''
        : shorten(words.title(weekdayName(next, language), ...lowerFirst(what(next))), TITLE_LENGTH),
    hasDot:
      outlook.invites.some(({ state }) => needsDecision(state)) ||
      outlook.proposals.some(({ date }) => date === outlook.today),
    undo: pending === null ? null : { inviteId: pending.id, label: words.undo(...what(pending)) },
    isPaused: status.noticesPausedUntil !== null,
  };
}

const byStart = (a: InviteView, b: InviteView): number => parseInstant(a.start) - parseInstant(b.start);

/** The first that guests know of and that is not over. */
function nextGetTogether({ invites, now }: TrayFacts['outlook']): InviteView | null {
  const nowMs = parseInstant(now);
  const planned = invites.filter(
    ({ state, end, step }) =>
      (state.kind === 'sent' || state.kind === 'handed-over') &&
      step !== 'cancel' &&
      parseInstant(end) > nowMs,
  );
  return planned.toSorted(byStart)[0] ?? null;
}

function firstPending(invites: readonly InviteView[]): InviteView | null {
  const sendsAt = ({ state }: InviteView): number =>
    state.kind === 'undo-window' ? parseInstant(state.sendsAt) : Infinity;
  return (
    invites
      .filter(({ state }) => state.kind === 'undo-window')
      .toSorted((a, b) => sendsAt(a) - sendsAt(b))[0] ?? null
  );
}

/** 'Today 18:00', 'Tomorrow 18:00', 'Thu 18:00'. */
function whenOf(invite: InviteView, { today }: TrayFacts['outlook'], language: Language): string {
  const words = trayWords(language);
  const days = daysBetween(today, invite.date);
  const { from } = invite.span;
  const time = `${String(Math.floor(from / 60)).padStart(2, '0')}:${String(from % 60).padStart(2, '0')}`;
  const day = days === 0 ? words.today : days === 1 ? words.tomorrow : weekdayName(invite, language);
  return `${day} ${time}`;
}

function weekdayName({ date }: InviteView, language: Language): string {
  // A plain date has the same weekday everywhere; UTC only names it.
  return trayWords(language).weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
}

const lowerFirst = ([activity, guests]: readonly [string, string]): readonly [string, string] => [
  `${activity.slice(0, 1).toLowerCase()}${activity.slice(1)}`,
  guests,
];

/** By characters as people count them, so that none is cut in two. */
function shorten(text: string, length: number): string {
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}
