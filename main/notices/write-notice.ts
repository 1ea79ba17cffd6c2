import type { InviteView } from '#contract/invites.ts';
import type { NoticeView } from '#contract/notices.ts';
import type { ProposalView } from '#contract/outlook.ts';
import type { Language } from '#contract/vocabulary.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import { listNames } from '#main/kernel/list-names.ts';
import type { AnswerNews, Notice } from './notice.ts';

interface NoticeWords {
  readonly weeklyPlan: (count: number) => string;
  readonly oneOf: (activity: string, guests: string, weekday: string, time: string) => string;
  readonly decisions: Readonly<Record<'still-send' | 'slot-taken' | 'failed', string>>;
  readonly happened: string;
  readonly aboutInvite: (activity: string, guests: string) => string;
  readonly answers: Readonly<Record<AnswerNews['answer'], (guest: string) => string>>;
  readonly moreAnswers: (count: number) => string;
  readonly to: (activity: string) => string;
  readonly and: string;
  readonly weekdays: readonly string[];
  readonly turnOff: string;
}

const en: NoticeWords = {
  weeklyPlan: (count) => (count === 1 ? 'An idea for your week' : `${count} ideas for your week`),
  oneOf: (activity, guests, weekday, time) => `${activity} with ${guests}, ${weekday} ${time}`,
  decisions: {
    'still-send': 'Still send this invite?',
    'slot-taken': 'That time is taken now',
    failed: 'An invite did not leave',
  },
  happened: 'Did it happen?',
  aboutInvite: (activity, guests) => `${activity} with ${guests}`,
  answers: {
    accepted: (guest) => `${guest} said yes`,
    declined: (guest) => `${guest} cannot make it`,
    tentative: (guest) => `${guest} said maybe`,
  },
  moreAnswers: (count) => `${count} answers`,
  to: (activity) => `To: ${activity}`,
  and: 'and',
  weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  turnOff: 'Not any more',
};

const nl: NoticeWords = {
  weeklyPlan: (count) => (count === 1 ? 'Een idee voor je week' : `${count} ideeën voor je week`),
  oneOf: (activity, guests, weekday, time) => `${activity} met ${guests}, ${weekday} ${time}`,
  decisions: {
    'still-send': 'Deze uitnodiging nog versturen?',
    'slot-taken': 'Dat moment is nu bezet',
    failed: 'Een uitnodiging is niet verstuurd',
  },
  happened: 'Is het doorgegaan?',
  aboutInvite: (activity, guests) => `${activity} met ${guests}`,
  answers: {
    accepted: (guest) => `${guest} zei ja`,
    declined: (guest) => `${guest} kan niet`,
    tentative: (guest) => `${guest} zei misschien`,
  },
  moreAnswers: (count) => `${count} antwoorden`,
  to: (activity) => `Op: ${activity}`,
  and: 'en',
  weekdays: ['zo', 'ma', 'di', 'wo', 'do', 'vr', 'za'],
  turnOff: 'Niet meer',
};

const WORDS = { en, nl } satisfies Record<Language, NoticeWords>;
/** The system cuts off what is longer anyway. */
const LINES = 3;

/** The words of a notification, in the user's language. No scores, no gaps, no notes: it may be read on a beamer. */
export function writeNotice(notice: Notice, language: Language): NoticeView {
  const words = WORDS[language];
  const { id, turnOff } = { id: notice.id, turnOff: words.turnOff };
  switch (notice.kind) {
    case 'weekly-plan':
      return {
        id,
        turnOff,
        kind: 'weekly-plan',
        title: words.weeklyPlan(notice.proposals.length),
        body: notice.proposals
          .slice(0, LINES)
          .map((proposal) => lineOf(proposal, words))
          .join('\n'),
        page: 'week',
      };
    case 'decision':
      return { id, turnOff, kind: 'decision', ...aboutDecision(notice.invite, words), page: 'week' };
    case 'happened': {
      const { activity, guests } = notice.invite;
      const body = words.aboutInvite(activity.name, namesOf(guests, words));
      return { id, turnOff, kind: 'happened', title: words.happened, body, page: 'week' };
    }
    case 'answer':
      return { id, turnOff, kind: 'answer', ...aboutAnswers(notice.answers, words), page: 'outlook' };
    default:
      return assertNever(notice);
  }
}

function lineOf({ activity, guests, date, span }: ProposalView, words: NoticeWords): string {
  // A plain date has the same weekday everywhere; UTC only names it.
  const weekday = words.weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
  const time = `${String(Math.floor(span.from / 60)).padStart(2, '0')}:${String(span.from % 60).padStart(2, '0')}`;
  return words.oneOf(activity.name, namesOf(guests, words), weekday, time);
}

function aboutDecision(
  { state, activity, guests }: InviteView,
  words: NoticeWords,
): Pick<NoticeView, 'title' | 'body'> {
  const kind = state.kind === 'still-send' || state.kind === 'slot-taken' ? state.kind : 'failed';
  return {
    title: words.decisions[kind],
    body: words.aboutInvite(activity.name, namesOf(guests, words)),
  };
}

function aboutAnswers(
  answers: readonly AnswerNews[],
  words: NoticeWords,
): Pick<NoticeView, 'title' | 'body'> {
  const [only] = answers;
  if (answers.length === 1 && only !== undefined) {
    return { title: words.answers[only.answer](only.guest), body: words.to(only.activity) };
  }
  return {
    title: words.moreAnswers(answers.length),
    body: answers
      .slice(0, LINES)
      .map(({ answer, guest }) => words.answers[answer](guest))
      .join('\n'),
  };
}

const namesOf = (guests: readonly { readonly name: string }[], { and }: NoticeWords): string =>
  listNames(
    guests.map(({ name }) => name),
    and,
  );
