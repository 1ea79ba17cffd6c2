import type { OutlookView } from '#contract/outlook.ts';
import { useConnection, useViewValue } from '#renderer/bridge/host.tsx';
import { hrefs } from '#renderer/ui/route.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { SignInNote } from './sign-in-note.tsx';
import { CalendarNotes, describeCalendars, Readings } from './calendar-notes.tsx';

/** What keeps the plan from being as good as it could be, each with the one thing to do about it. */
export function PlanCaveats({ view }: { readonly view: OutlookView }) {
  const text = useText();
  const { words, format } = text;
  const { outlook } = words;
  const calendars = useViewValue('calendars.read');
  const calendarNotes = calendars === null ? [] : describeCalendars(calendars, view, text);
  const people = useViewValue('people.list');
  const isConnected = useConnection();
  const { forecast, forecastProblem } = view;
  const isStale = forecast !== null && forecast.freshness === 'stale' && forecast.issuedAt !== null;
  const hasNobody = people !== null && people.people.length === 0;
  const isQuiet = isConnected && forecastProblem === null && !isStale && !hasNobody;
  const readings = calendars === null ? null : <Readings view={calendars} />;
  if (isQuiet && calendarNotes.length === 0) {
    return (
      <>
        <SignInNote />
        {readings}
      </>
    );
  }
  return (
    <>
      <SignInNote />
      {readings}
      <div className="caveats" role="status">
        {!isConnected && <p>{outlook.offline}</p>}
        {isConnected && <CalendarNotes notes={calendarNotes} />}
        {forecastProblem !== null && (
          <p>
            {forecastProblem}{' '}
            {forecast === null && <a href={hrefs.settingsSection('place')}>{outlook.noForecast.action}</a>}
          </p>
        )}
        {isStale && forecast.issuedAt !== null && (
          <p>{outlook.stale(format.moment(forecast.issuedAt, view.zone, view.today))}</p>
        )}
        {hasNobody && (
          <p>
            {outlook.noPeople.title} <a href={hrefs.people}>{outlook.noPeople.action}</a>
          </p>
        )}
      </div>
    </>
  );
}
