import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { read, spans } from '#tests/main/calendars/ical/reading.ts';

// What was hard: a calendar and, beside it, what comes out of it in every zone named, derived by hand.
const folder = new URL('../../../fixtures/recurrence/', import.meta.url);
const names = globSync('*.ics', { cwd: fileURLToPath(folder) }).toSorted();

const pairSchema = z.strictObject({
  why: z.string().endsWith('.'),
  zones: z.array(z.string()).min(1),
  from: z.string(),
  to: z.string(),
  expected: z.array(z.string()),
  skipped: z.array(z.string()).default([]),
});

const readFile = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

describe('golden pairs', () => {
  it('are all there', () => {
    expect(names.length).toBeGreaterThan(60);
  });

  it.each(names)('%s', (name) => {
    const { zones, from, to, expected, skipped } = pairSchema.parse(
      JSON.parse(readFile(name.replace(/\.ics$/, '.json'))),
    );
    for (const zone of zones) {
      const result = read(readFile(name), { from, to, zone });
      const actual = spans(result.occurrences).map((span, i) =>
        result.occurrences[i]?.status === 'cancelled' ? `${span} cancelled` : span,
      );
      expect({ zone, actual }).toEqual({ zone, actual: expected });
      expect(result.skipped.map(({ reason }) => reason)).toEqual(skipped);
    }
  });
});
