import type { DayView } from '#contract/outlook.ts';
import type { GuestView } from '#contract/people.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { WeatherGlyph } from '#renderer/ui/weather-glyph.tsx';

function Faces({ guests }: { readonly guests: readonly GuestView[] }) {
  return (
    <span className="week-faces" aria-hidden="true">
      {guests.slice(0, 4).map(({ email, initials }) => (
        <Avatar key={email} initials={initials} colourKey={email} />
      ))}
    </span>
  );
}

interface DayHeadProps {
  readonly day: DayView;
  readonly isToday: boolean;
  /** Who is asked or met on it. */
  readonly guests: readonly GuestView[];
}

/** Weekday and date, the weather with high and low, and the initials of the guests. */
export function DayHead({ day, isToday, guests }: DayHeadProps) {
  const { words, format } = useText();
  const { glyphs, ribbon, today } = words.outlook;
  const { weather } = day;
  return (
    <div className="week-day-head">
      <h2 id={`day-${day.date}`} className="week-date">
        <span aria-hidden="true">
          {format.weekday(day.date)} {format.dayOfMonth(day.date)}
        </span>
        <span className="visually-hidden">
          {isToday ? `${today}, ${format.dayLong(day.date)}` : format.dayLong(day.date)}
        </span>
      </h2>
      {weather !== null && (
        <p className="week-weather">
          <WeatherGlyph glyph={weather.glyph} label={glyphs[weather.glyph]} />
          <span className="week-degrees tabular" aria-hidden="true">
            <span>{format.degrees(weather.highC)}</span>
            <span className="dim">{format.degrees(weather.lowC)}</span>
          </span>
          <span className="visually-hidden">
            {ribbon.highLow(format.degrees(weather.highC), format.degrees(weather.lowC))}
          </span>
        </p>
      )}
      {guests.length > 0 && <Faces guests={guests} />}
    </div>
  );
}
