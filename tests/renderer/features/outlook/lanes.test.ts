import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOutLanes } from '#renderer/features/outlook/lanes.ts';

const entry = (name: string, from: number, until: number) => ({ name, span: { from, until } });
const brief = (entries: readonly ReturnType<typeof entry>[]) =>
  layOutLanes(entries).map(({ entry: { name }, lane, lanes }) => `${name} ${lane + 1}/${lanes}`);

describe('layOutLanes', () => {
  test('spans that touch keep the whole width', () => {
    expect(brief([entry('b', 60, 120), entry('a', 0, 60)])).toEqual(['a 1/1', 'b 1/1']);
  });

  test('spans that overlap share it, also through a third', () => {
    expect(brief([entry('a', 0, 60), entry('b', 30, 90), entry('c', 60, 120), entry('d', 120, 180)])).toEqual(
      ['a 1/2', 'b 2/2', 'c 1/2', 'd 1/1'],
    );
  });

  test('no two of the same lane overlap, and nothing is lost', () => {
    const spans = fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 40 })), { maxLength: 25 });
    fc.assert(
      fc.property(spans, (pairs) => {
        const entries = pairs.map(([from, length], index) => entry(String(index), from, from + length));
        const placed = layOutLanes(entries);
        expect(placed).toHaveLength(entries.length);
        for (const a of placed) {
          expect(a.lane).toBeLessThan(a.lanes);
          const clash = placed.find(
            (b) =>
              b !== a &&
              b.lane === a.lane &&
              b.entry.span.from < a.entry.span.until &&
              a.entry.span.from < b.entry.span.until,
          );
          expect(clash).toBeUndefined();
        }
      }),
      { numRuns: 300 },
    );
  });
});
