import type { Settings, SmtpAccount } from '#contract/settings.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { Language } from '#contract/vocabulary.ts';
import type { InviteContent, InviteDraft, InviteGuest, Route } from '#main/invites/invite.ts';
import { previewMessages } from '#main/invites/message.ts';
import type { Person } from '#main/people/person.ts';
import type { ChosenHome } from './services/invite-providers/provider.ts';
import type { PlannedProposal } from './views/planned-week.ts';

export interface InviteContext {
  readonly settings: Settings;
  /** The user's own. */
  readonly language: Language;
  readonly zone: string;
  readonly people: readonly Person[];
  /** The calendar from which invites go out; null: none is chosen. */
  readonly home: ChosenHome | null;
}

/** The home calendar, else the user's mail account, else the user's mail program. */
export function routeOf(home: ChosenHome | null, smtp: SmtpAccount | null): Route {
  if (home !== null) return 'calendar';
  return smtp === null ? 'handed-over' : 'smtp';
}

/** What guests may read of a proposal: nothing else of it goes anywhere. */
export function contentOf(proposal: PlannedProposal, context: InviteContext): Outcome<InviteContent> {
  const { settings, language, zone, people, home } = context;
  const email = home?.organizer ?? settings.smtp?.from ?? settings.me[0];
  if (email === undefined) {
    return fail(
      'invalid-input',
      'Nobody knows from whom the invite is. Add your own e-mail address in the settings.',
    );
  }
  const guests = proposal.view.guests.flatMap(({ personId, email: address }): InviteGuest[] => {
    const person = people.find(({ id }) => id === personId);
    if (person === undefined) return [];
    const { name, circle } = person;
    return [
      {
        personId,
        name,
        email: address,
        circle,
        language: person.language ?? language,
        zone: person.zone,
      },
    ];
  });
  const { activity, fallback, interval, atHome } = proposal.what;
  return succeed({
    activity,
    fallback,
    interval,
    zone,
    location: atHome ? homeName(settings) : null,
    organizer: { name: settings.myName, email },
    language,
    coHost: null,
    guests,
    edited: null,
  });
}

/** A name with a house number if the user wrote one down, else the town: an address is not made up. */
const homeName = ({ home, homeNames }: Settings): string | null =>
  homeNames.find((name) => /\d/.test(name)) ?? (home?.label || homeNames[0] || null);

/** The draft of one click; what was edited replaces the text of every language. */
export function draftOf(
  proposal: PlannedProposal,
  content: InviteContent,
  ways: { readonly home: ChosenHome | null; readonly smtp: SmtpAccount | null },
  edited: { readonly subject?: string; readonly text?: string },
): InviteDraft {
  const written = previewMessages(content);
  const isEdited = edited.subject !== undefined || edited.text !== undefined;
  return {
    proposalId: proposal.view.id,
    route: routeOf(ways.home, ways.smtp),
    home: ways.home,
    content: isEdited
      ? {
          ...content,
          edited: {
            subject: edited.subject ?? written.subject,
            text: edited.text ?? written.texts[0]?.text ?? '',
          },
        }
      : content,
  };
}
