import './weather-glyph.css';
import type { WeatherGlyph as Glyph } from '#contract/outlook.ts';

const rays = [0, 45, 90, 135, 180, 225, 270, 315];

function Sun({ x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number }) {
  return (
    <g className="glyph-sun" strokeWidth="1.5" strokeLinecap="round">
      <circle cx={x} cy={y} r={radius} stroke="none" />
      {rays.map((angle) => (
        <path key={angle} d={`M${x} ${y - radius - 2}v-1.6`} transform={`rotate(${angle} ${x} ${y})`} />
      ))}
    </g>
  );
}

function Cloud({ y = 0 }: { readonly y?: number }) {
  return (
    <path
      className="glyph-cloud"
      transform={`translate(0 ${y})`}
      d="M6.6 16.5a3.6 3.6 0 0 1-.3-7.2 4.8 4.8 0 0 1 9.2-.9 4.1 4.1 0 0 1 .9 8.1z"
    />
  );
}

function Drops({ xs }: { readonly xs: readonly number[] }) {
  return (
    <g className="glyph-drop" strokeWidth="1.6" strokeLinecap="round">
      {xs.map((x) => (
        <path key={x} d={`M${x} 17.2l-1 2.8`} />
      ))}
    </g>
  );
}

const drawings = {
  clear: () => <Sun x={11} y={11} radius={4} />,
  partly: () => (
    <>
      <Sun x={8} y={7.6} radius={2.8} />
      <Cloud y={2} />
    </>
  ),
  cloudy: () => <Cloud />,
  fog: () => (
    <g className="glyph-cloud">
      {[6.5, 10.2, 13.9].map((y, index) => (
        <rect key={y} x={index === 1 ? 3 : 5} y={y} width={index === 1 ? 16 : 12} height="1.7" rx=".85" />
      ))}
    </g>
  ),
  drizzle: () => (
    <>
      <Cloud y={-2} />
      <Drops xs={[9, 13]} />
    </>
  ),
  rain: () => (
    <>
      <Cloud y={-2} />
      <Drops xs={[7.5, 11.2, 14.9]} />
    </>
  ),
  snow: () => (
    <>
      <Cloud y={-2} />
      <g className="glyph-flake">
        {[7, 11, 15].map((x, index) => (
          <circle key={x} cx={x} cy={index === 1 ? 19.2 : 17.6} r="1.1" />
        ))}
      </g>
    </>
  ),
  thunder: () => (
    <>
      <Cloud y={-2} />
      <path
        className="glyph-flash"
        d="M12 13l-2.4 3.6h3L10.4 20"
        fill="none"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
} satisfies Record<Glyph, () => React.JSX.Element>;

export function WeatherGlyph({
  glyph,
  label,
  size = 20,
}: {
  readonly glyph: Glyph;
  readonly label: string;
  readonly size?: number;
}) {
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" role="img" aria-label={label}>
      {drawings[glyph]()}
    </svg>
  );
}
