import type { MinuteSpan, Settings, Weekday } from '#contract/settings.ts';

export type Preset = 'lunch' | 'evenings' | 'weekends';
export const presets: readonly Preset[] = ['lunch', 'evenings', 'weekends'];

export const presetSpans = {
  lunch: { from: 12 * 60, until: 13 * 60 + 30 },
  evenings: { from: 17 * 60 + 30, until: 22 * 60 },
  weekends: { from: 10 * 60, until: 22 * 60 },
} as const satisfies Record<Preset, MinuteSpan>;

const presetDays = {
  lunch: [1, 2, 3, 4, 5],
  evenings: [1, 2, 3, 4, 5],
  weekends: [6, 7],
} as const satisfies Record<Preset, readonly Weekday[]>;

function overlaps(a: MinuteSpan, b: MinuteSpan): boolean {
  return a.from < b.until && b.from < a.until;
}

/** On when every one of its days has some willing time there. */
export function isPresetOn(hours: Settings['willingHours'], preset: Preset): boolean {
  return presetDays[preset].every((day) => hours[day].some((span) => overlaps(span, presetSpans[preset])));
}

/** Adds the preset's stretch on its days, or takes away whatever touches it. */
export function setPreset(
  hours: Settings['willingHours'],
  preset: Preset,
  isOn: boolean,
): Settings['willingHours'] {
  const stretch = presetSpans[preset];
  const days: readonly Weekday[] = presetDays[preset];
  const change = (day: Weekday): readonly MinuteSpan[] => {
    if (!days.includes(day)) return hours[day];
    const rest = hours[day].filter((span) => !overlaps(span, stretch));
    return isOn ? [...rest, stretch].toSorted((a, b) => a.from - b.from) : rest;
  };
  return { 1: change(1), 2: change(2), 3: change(3), 4: change(4), 5: change(5), 6: change(6), 7: change(7) };
}
