import './ribbon.css';
import { useMemo } from 'react';
import type { OutlookView } from '#contract/outlook.ts';
import { type Text, useText } from '#renderer/ui/text/text.tsx';
import {
  DAY_WIDTH,
  drawNights,
  drawRain,
  drawTemperature,
  drawWind,
  HEIGHT,
  placeHours,
} from './ribbon-shapes.ts';

function describeRibbon({ days, ribbon }: OutlookView, { words, format }: Text): string {
  const { outlook } = words;
  const sentences = days.flatMap(({ date, weather }) => {
    if (weather === null) return [];
    const rain = Math.max(0, ...ribbon.filter((hour) => hour.date === date).map((hour) => hour.rain));
    return [
      outlook.ribbon.day(
        format.dayShort(date),
        outlook.glyphs[weather.glyph],
        format.degrees(weather.highC),
        format.degrees(weather.lowC),
        format.chance(rain),
      ),
    ];
  });
  return `${outlook.ribbon.label}. ${sentences.join('. ')}`;
}

/** The weather of all days in one drawing, each day above its column. */
export function Ribbon({ view }: { readonly view: OutlookView }) {
  const text = useText();
  const { days, ribbon } = view;
  const shapes = useMemo(() => {
    const points = placeHours(ribbon, days);
    return {
      nights: drawNights(days),
      temperature: drawTemperature(points),
      rain: drawRain(points),
      wind: drawWind(points),
    };
  }, [ribbon, days]);
  const width = days.length * DAY_WIDTH;

  return (
    <svg
      className="ribbon"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={describeRibbon(view, text)}
    >
      {shapes.nights.map(({ x, width: nightWidth }) => (
        <rect key={x} className="ribbon-night" x={x} y={0} width={nightWidth} height={HEIGHT} />
      ))}
      {shapes.rain.map(({ x, y, height }) => (
        <rect key={x} className="ribbon-rain" x={x + 0.15} y={y} width={1.7} height={height} rx={0.4} />
      ))}
      <path className="ribbon-band" d={shapes.temperature.band} />
      <path className="ribbon-line" d={shapes.temperature.line} vectorEffect="non-scaling-stroke" />
      {shapes.wind.map(({ x, strength }) => (
        <path
          key={x}
          className="ribbon-wind"
          d={Array.from({ length: strength }, (_, row) => `M${x - 0.7} ${3 + row * 4}h1.8`).join('')}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
