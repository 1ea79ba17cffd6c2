import { useText } from '#renderer/ui/text/text.tsx';

/** What the lines of the ribbon mean. */
export function RibbonLegend() {
  const { words } = useText();
  const { ribbon } = words.outlook;
  const entries = [
    ['temperature', ribbon.legendTemperature],
    ['rain', ribbon.legendRain],
    ['wind', ribbon.legendWind],
    ['night', ribbon.legendNight],
  ] as const;
  return (
    <ul className="legend" aria-label={ribbon.label}>
      {entries.map(([kind, text]) => (
        <li key={kind}>
          <span className={`legend-mark legend-${kind}`} aria-hidden="true" />
          {text}
        </li>
      ))}
    </ul>
  );
}
