import './calendar-notes.css';
import type { CalendarSourceView, CalendarsView } from '#contract/calendars.ts';
import type { IsoInstant } from '#contract/time.ts';
import type { OutlookView } from '#contract/outlook.ts';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { describeProgress, isLongReading } from './sync-text.ts';
import { hrefs } from '#renderer/ui/route.ts';
import { useNotices } from '#renderer/ui/notices.tsx';
import { type Text, useText } from '#renderer/ui/text/text.tsx';

export interface CalendarNote {
  readonly text: string;
  /** retry: asks all of them again; see: the settings know the one thing to do; null: it passes by itself. */
  readonly action: 'retry' | 'see' | null;
}

const namesOf = (calendars: readonly CalendarSourceView[]): readonly string[] =>
  calendars.map(({ name }) => name);

const oldestOf = (calendars: readonly CalendarSourceView[]): IsoInstant =>
  calendars.map(({ asOf }) => asOf).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? '';

function describeTroubles(
  troubled: readonly CalendarSourceView[],
  moment: (instant: IsoInstant) => string,
  { words }: Text,
): readonly CalendarNote[] {
  const { notes } = words.calendars;
  const offline = troubled.filter(({ trouble }) => trouble?.kind === 'offline');
  const others = troubled.filter(({ trouble }) => trouble?.kind !== 'offline');
  const [first] = others;
  const found: CalendarNote[] = [];
  if (offline.length > 0) {
    found.push({ text: notes.offline(namesOf(offline), moment(oldestOf(offline))), action: 'retry' });
  }
  if (first !== undefined) {
    const text =
      others.length === 1
        ? notes.oneTrouble(first.name, first.trouble?.text ?? '')
        : notes.manyTroubles(namesOf(others));
    found.push({ text, action: 'see' });
  }
  return found;
}

/**
 * What a reader of the plan has to know of its calendars: trouble first, then the age of what is old without a reason
 * given. An account that is in trouble speaks for its calendars.
 */
export function describeCalendars(
  { calendars, accounts }: CalendarsView,
  view: Pick<OutlookView, 'zone' | 'today'>,
  text: Text,
): readonly CalendarNote[] {
  const moment = (instant: IsoInstant): string => text.format.moment(instant, view.zone, view.today);
  const { notes } = text.words.calendars;
  const speaking = accounts.filter(({ trouble }) => trouble !== null && trouble.kind !== 'offline');
  const speaks = ({ accountId }: CalendarSourceView): boolean => speaking.some(({ id }) => id === accountId);
  const rest = calendars.filter((calendar) => !speaks(calendar));
  const old = rest.filter(({ isStale, trouble, sync }) => isStale && trouble === null && sync === null);
  return [
    ...speaking.map(
      ({ name, trouble }): CalendarNote => ({
        text: notes.oneTrouble(name, trouble?.text ?? ''),
        action: 'see',
      }),
    ),
    ...describeTroubles(
      rest.filter(({ trouble }) => trouble !== null),
      moment,
      text,
    ),
    ...(old.length === 0
      ? []
      : [{ text: notes.stale(namesOf(old), moment(oldestOf(old))), action: 'retry' } as const]),
  ];
}

function Reading({ calendar }: { readonly calendar: CalendarSourceView }) {
  const text = useText();
  const { notes, progress } = text.words.calendars;
  const { sync } = calendar;
  if (sync === null) return null;
  return (
    <p className="reading">
      <span>{notes.reading(calendar.name, describeProgress(sync, text))}</span>
      <progress
        aria-label={progress.label(calendar.name)}
        {...(sync.total === null ? {} : { value: sync.done, max: Math.max(1, sync.total) })}
      />
    </p>
  );
}

/** Not announced: its steps would talk without end. */
export function Readings({ view }: { readonly view: CalendarsView }) {
  const long = view.calendars.filter(isLongReading);
  if (long.length === 0) return null;
  return (
    <div className="caveats">
      {long.map((calendar) => (
        <Reading key={calendar.id} calendar={calendar} />
      ))}
    </div>
  );
}

export function CalendarNotes({ notes }: { readonly notes: readonly CalendarNote[] }) {
  const { words } = useText();
  const labels = words.calendars;
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notifyFailure } = useNotices();
  const retry = async (): Promise<void> => {
    const outcome = await call('calendars.sync', { calendarId: null });
    if (outcome.ok) views.put('calendars.read', outcome.value);
    else notifyFailure(outcome);
  };
  return notes.map(({ text, action }) => (
    <p key={text}>
      {text} {action === 'see' && <a href={hrefs.settingsSection('calendars')}>{labels.notes.see}</a>}
      {action === 'retry' && (
        <button
          type="button"
          className="link-button"
          aria-disabled={isBusy || undefined}
          onClick={() => {
            if (!isBusy) void retry();
          }}
        >
          {labels.trouble.retry}
        </button>
      )}
    </p>
  ));
}
