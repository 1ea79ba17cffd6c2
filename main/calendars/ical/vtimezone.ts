import type { EpochMs } from '#contract/time.ts';
import type { ContentLine, ZoneDefinition, ZoneObservance } from '#main/calendars/ical/calendar-text.ts';
import { readDateLine, readWhen } from '#main/calendars/ical/date-line.ts';
import { expandRule } from '#main/calendars/ical/expand-rule.ts';
import { type ExpansionLimits, ExpansionProblem, USUAL_LIMITS } from '#main/calendars/ical/limits.ts';
import { type Rule, readRule } from '#main/calendars/ical/rule.ts';
import { type WallMs, type WallZone, wallOf } from '#main/calendars/ical/wall-time.ts';

interface Transition {
  readonly atMs: EpochMs;
  readonly beforeMs: number;
  readonly afterMs: number;
}

/** Changes of the clock are computed for these years; earlier and later instants take the nearest known offset. */
const FROM_MS = Date.UTC(1960, 0, 1);
const TO_MS = Date.UTC(2100, 0, 1);
/** Twice a year for 140 years, and room to spare; a rule that gives more describes no clock. */
const LIMITS: ExpansionLimits = { ...USUAL_LIMITS, maximumInstances: 1_000, maximumCandidates: 10_000 };

const OFFSET = /^([+-])(\d{2}):?(\d{2}):?(\d{2})?$/;

/** The zone that a VTIMEZONE describes; null when it holds no usable observance. */
export function buildZone(definition: ZoneDefinition): WallZone | null {
  const transitions = definition.observances.flatMap(readTransitions).toSorted((a, b) => a.atMs - b.atMs);
  const first = transitions[0];
  if (first === undefined) return null;
  return {
    id: null,
    offsetMs(ms) {
      let low = 0;
      let high = transitions.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((transitions[middle]?.atMs ?? Infinity) <= ms) low = middle + 1;
        else high = middle;
      }
      return low === 0 ? first.beforeMs : (transitions[low - 1] ?? first).afterMs;
    },
  };
}

const valueOf = (lines: readonly ContentLine[], name: string): string | undefined => {
  const text = lines.find((line) => line.name === name)?.text;
  return text?.slice(text.lastIndexOf(':') + 1).trim();
};

function readOffset(text: string | undefined): number | undefined {
  const match = OFFSET.exec(text ?? '');
  if (!match) return undefined;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  return (match[1] === '-' ? -seconds : seconds) * 1000;
}

function readTransitions(observance: ZoneObservance): Transition[] {
  const afterMs = readOffset(valueOf(observance.lines, 'TZOFFSETTO'));
  const beforeMs = readOffset(valueOf(observance.lines, 'TZOFFSETFROM')) ?? afterMs;
  const start = readWhen(valueOf(observance.lines, 'DTSTART') ?? '', null);
  if (afterMs === undefined || beforeMs === undefined || start === undefined) return [];
  const onsets = new Set<WallMs>([wallOf(start)]);
  for (const line of observance.lines) {
    if (line.name === 'RDATE') {
      for (const value of readDateLine(line.text).values) {
        const when = readWhen(value.split('/')[0] ?? '', null);
        // A UTC date is an instant already: put it on the clock that is about to change.
        if (when) onsets.add(wallOf(when) + (/Z$/i.test(value) ? beforeMs : 0));
      }
    } else if (line.name === 'RRULE') {
      const rule = readRule(line.text.slice(line.text.indexOf(':') + 1));
      // Clocks change by the Gregorian calendar.
      if (typeof rule !== 'string' && rule.rscale === null)
        for (const onset of expandOnsets(rule, wallOf(start), beforeMs)) onsets.add(onset);
    }
  }
  return [...onsets].map((onset) => ({ atMs: onset - beforeMs, beforeMs, afterMs }));
}

function expandOnsets(rule: Rule, startMs: WallMs, beforeMs: number): WallMs[] {
  const until = rule.until === null ? undefined : readWhen(rule.until, null);
  const isUtc = /Z$/i.test(rule.until ?? '');
  const untilMs = until ? wallOf(until) + (isUtc ? beforeMs : 0) : Infinity;
  try {
    const window = { fromMs: FROM_MS, toMs: Math.min(TO_MS, untilMs) };
    return expandRule(rule, { wallMs: startMs, isDate: false }, window, LIMITS);
  } catch (problem) {
    // A zone whose rule cannot be expanded keeps its first change of the clock.
    if (problem instanceof ExpansionProblem) return [];
    throw problem;
  }
}
