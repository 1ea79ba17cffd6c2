import './weather-hours.css';
import type { ProposalView, WeatherHour } from '#contract/outlook.ts';
import { useText } from '#renderer/ui/text/text.tsx';

interface WeatherHoursProps {
  readonly proposal: ProposalView;
  readonly hours: readonly WeatherHour[];
}

/** A bar for each hour, as high as its chance, and in words what speaks against it. */
export function WeatherHours({ proposal, hours }: WeatherHoursProps) {
  const { words, format } = useText();
  const { panel } = words.outlook;
  const { setting } = proposal.activity;
  if (setting === 'indoor') return <p>{panel.indoors}</p>;
  if (setting === 'remote') return <p>{panel.remote}</p>;
  if (proposal.suitability === null) return <p>{panel.unknownWeather}</p>;
  const against = hours.filter(({ reasons }) => reasons.length > 0);
  return (
    <div className="weather-hours">
      <ol className="weather-bars">
        {hours.map((hour) => (
          <li key={hour.minute} className="weather-bar">
            <span className="weather-bar-track" aria-hidden="true">
              <span className="weather-bar-fill" style={{ blockSize: `${(hour.suitability ?? 0) * 100}%` }} />
            </span>
            <span>{format.time(hour.minute)}</span>
            {hour.apparentC !== null && (
              <span title={panel.apparent}>
                <span className="visually-hidden">{panel.apparent} </span>
                {format.degrees(hour.apparentC)}
              </span>
            )}
            {hour.gustKmh !== null && (
              <span className="visually-hidden">
                {panel.gust} {format.number(hour.gustKmh)} km/h
              </span>
            )}
            {hour.suitability !== null && (
              <span className="visually-hidden">{format.chance(hour.suitability)}</span>
            )}
          </li>
        ))}
      </ol>
      <p className="weather-chance">
        <strong>{format.chance(proposal.suitability)}</strong>
        {panel.chance}
      </p>
      {against.length > 0 && (
        <ul className="weather-reasons">
          {against.map(({ minute, reasons }) => (
            <li key={minute}>
              {format.time(minute)} {reasons.join(', ')}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
