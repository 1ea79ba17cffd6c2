import type { PeopleView } from '#contract/people.ts';
import { useText } from '#renderer/ui/text/text.tsx';

const SIZE = 240;
const CENTRE = SIZE / 2;
const INNER = 18;
const OUTER = 88;

/** The petal of one direction: an eighth of the circle, as long as its hours. */
export function drawPetal(index: number, count: number, share: number): string {
  const half = (Math.PI / count) * 0.82;
  const angle = (index / count) * 2 * Math.PI - Math.PI / 2;
  const radius = INNER + (OUTER - INNER) * share;
  const at = (distance: number, turn: number): string =>
    `${(CENTRE + distance * Math.cos(angle + turn)).toFixed(1)} ${(CENTRE + distance * Math.sin(angle + turn)).toFixed(1)}`;
  return [
    `M${at(INNER, -half)}`,
    `L${at(radius, -half)}`,
    `A${radius} ${radius} 0 0 1 ${at(radius, half)}`,
    `L${at(INNER, half)}`,
    `A${INNER} ${INNER} 0 0 0 ${at(INNER, -half)}`,
    'Z',
  ].join('');
}

/** The 360 degrees: where the time outside work went, and where the silence is. */
export function Directions({ directions }: Pick<PeopleView, 'directions'>) {
  const { words, format } = useText();
  const labels = words.people.directions;
  const most = Math.max(1, ...directions.map(({ hours }) => hours));
  const silent = directions.filter(({ hours }) => hours === 0);
  const sentences = directions.map(({ circle, hours, people }) =>
    labels.row(words.common.circles[circle], format.number(hours, 1), people),
  );
  return (
    <section className="directions">
      <h2 className="people-heading">{labels.title}</h2>
      <p className="dim">{labels.text}</p>
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={sentences.join('. ')}>
        {[0.5, 1].map((share) => (
          <circle
            key={share}
            className="petal-grid"
            cx={CENTRE}
            cy={CENTRE}
            r={INNER + (OUTER - INNER) * share}
          />
        ))}
        {directions.map(({ circle, hours }, index) => {
          const angle = (index / directions.length) * 2 * Math.PI - Math.PI / 2;
          return (
            <g key={circle}>
              <path className="petal-track" d={drawPetal(index, directions.length, 1)} />
              <path className="petal" d={drawPetal(index, directions.length, Math.sqrt(hours / most))} />
              <text
                className={hours === 0 ? 'petal-label petal-silent' : 'petal-label'}
                x={CENTRE + Math.cos(angle) * (OUTER + 16)}
                y={CENTRE + Math.sin(angle) * (OUTER + 16)}
              >
                {labels.hours(format.number(hours))}
              </text>
            </g>
          );
        })}
      </svg>
      <ol className="directions-legend">
        {directions.map(({ circle, hours, people }) => (
          <li key={circle} className={hours === 0 ? 'dim' : ''}>
            <span>{words.common.circles[circle]}</span>
            <span className="dim">{words.people.count(people)}</span>
            <span className="tabular">{labels.hours(format.number(hours, 1))}</span>
          </li>
        ))}
      </ol>
      {silent.length > 0 && silent.length < directions.length && (
        <p>{labels.silence(silent.map(({ circle }) => words.common.circles[circle]).join(', '))}</p>
      )}
    </section>
  );
}
