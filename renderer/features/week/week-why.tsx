import type { ReactNode } from 'react';
import type { InviteView } from '#contract/invites.ts';
import type { DayView, OutlookView, ProposalView } from '#contract/outlook.ts';
import { explainState, isTrouble } from '#renderer/features/describe-plan.ts';
import { useDetail } from '#renderer/features/use-detail.ts';
import { WeatherHours } from '#renderer/features/weather-hours.tsx';
import { WhyPeople } from '#renderer/features/why-people.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { hrefs } from '#renderer/ui/route.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { listDay } from './week-rows.ts';

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="week-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

interface ProposalWhyProps {
  readonly proposal: ProposalView;
  readonly onEdit: () => void;
}

/** Who, when, the weather and the way out, where the row stands. */
export function ProposalWhy({ proposal, onEdit }: ProposalWhyProps) {
  const { words, format } = useText();
  const { panel } = words.outlook;
  const detail = useDetail(proposal);
  return (
    <>
      <Part title={panel.whyPeople(proposal.guests.length)}>
        <WhyPeople proposal={proposal} />
      </Part>
      <Part title={panel.whyTime(format.weekdayLong(proposal.date))}>
        {proposal.whyTime.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <WeatherHours proposal={proposal} hours={detail?.ok === true ? detail.value.weatherHours : []} />
      </Part>
      {proposal.fallback !== null && (
        <Part title={panel.fallback(proposal.activity.setting)}>
          <p>{panel.fallbackText(proposal.fallback.name)}</p>
        </Part>
      )}
      <div>
        <Button size="small" onClick={onEdit}>
          {panel.editFirst}
        </Button>
      </div>
    </>
  );
}

interface InviteStoryProps {
  readonly invite: InviteView;
  readonly view: OutlookView;
}

/** What became of it, who said what, and where. What is wrong with it stands in the row already. */
export function InviteStory({ invite, view }: InviteStoryProps) {
  const text = useText();
  const { words } = text;
  return (
    <>
      <Part title={words.outlook.invite.answers}>
        <ul className="week-answers">
          {invite.guests.map((guest) => (
            <li key={guest.email}>
              <Avatar initials={guest.initials} colourKey={guest.email} />
              <span>
                <strong>{guest.name}</strong>{' '}
                <span className="dim">{guest.comment ?? words.common.answers[guest.answer]}</span>
              </span>
            </li>
          ))}
        </ul>
      </Part>
      {!isTrouble(invite) && (
        <div className="small dim">
          {explainState(invite, view, text)
            .slice(1)
            .map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
        </div>
      )}
      {invite.location !== null && (
        <Part title={words.outlook.panel.place}>
          <p>{invite.location}</p>
        </Part>
      )}
      {invite.fallbackName !== null && (
        <Part title={words.outlook.invite.fallback}>
          <p>{invite.fallbackName}</p>
        </Part>
      )}
      <p>
        <a href={hrefs.outlook}>{words.week.changeIt}</a>
      </p>
    </>
  );
}

/** What is in a day with no plan, and what of it is free. */
export function QuietDay({ day }: { readonly day: DayView }) {
  const { words, format } = useText();
  const { outlook, week } = words;
  const parts = listDay(day);
  return (
    <Part title={outlook.day.plans}>
      {day.holiday !== null && <p>{day.holiday}</p>}
      {day.allDay.length > 0 && <p>{day.allDay.join(', ')}</p>}
      {parts.length === 0 && day.allDay.length === 0 && <p className="dim">{outlook.day.nothing}</p>}
      <ul className="week-hours">
        {parts.map(({ span, block }) => (
          <li key={`${span.from}-${span.until}-${block?.title ?? ''}`}>
            <span className="tabular dim">{format.span(span)}</span>{' '}
            {block === null ? <span className="dim">{week.free}</span> : block.title}
          </li>
        ))}
      </ul>
    </Part>
  );
}
