import fc from 'fast-check';
import loadHighs from 'highs';
import { describe, expect, it } from 'vitest';
import { createLinearProgramme } from '#main/planner/solve/linear-programme.ts';

interface Programme {
  readonly sides: readonly number[];
  readonly columns: readonly { readonly value: number; readonly factors: readonly number[] }[];
}

const programme: fc.Arbitrary<Programme> = fc.integer({ min: 1, max: 6 }).chain((rows) =>
  fc.record({
    sides: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: rows, maxLength: rows }),
    columns: fc.array(
      fc.record({
        value: fc.integer({ min: -3, max: 9 }),
        // At least one row holds each column back, so the programme is bounded.
        factors: fc
          .array(fc.integer({ min: 0, max: 3 }), { minLength: rows, maxLength: rows })
          .map((factors) => factors.map((factor, i) => (i === 0 ? factor + 1 : factor))),
      }),
      { maxLength: 12 },
    ),
  }),
);

function solve({ sides, columns }: Programme): number {
  const lp = createLinearProgramme(
    sides,
    sides.map(() => 0),
  );
  const half = Math.floor(columns.length / 2);
  for (const [i, { value, factors }] of columns.entries()) {
    // Columns arrive over time, as they do in the search.
    if (i === half) lp.maximise();
    const rows = factors.keys().filter((row) => factors[row] !== 0);
    const used = [...rows];
    lp.add(
      value,
      used,
      used.map((row) => factors[row] ?? 0),
    );
  }
  lp.maximise();
  const prices = [...lp.duals];
  for (const price of prices) expect(price).toBeGreaterThan(-1e-9);
  for (const { value, factors } of columns) {
    const paid = factors.reduce((sum, factor, row) => sum + factor * (prices[row] ?? 0), 0);
    expect(paid).toBeGreaterThan(value - 1e-9);
  }
  return sides.reduce((sum, side, row) => sum + side * (prices[row] ?? 0), 0);
}

describe('createLinearProgramme', async () => {
  const highs = await loadHighs();

  const truth = ({ sides, columns }: Programme): number => {
    const objective = columns.map(({ value }, j) => `${value < 0 ? '-' : '+'} ${Math.abs(value)} x${j}`);
    const rows = sides.map(
      (side, row) => `${columns.map(({ factors }, j) => `+ ${factors[row]} x${j}`).join(' ')} <= ${side}`,
    );
    const text = ['Maximize', objective.join(' '), 'Subject To', ...rows, 'End'].join('\n');
    return highs.solve(text, { output_flag: false }).ObjectiveValue;
  };

  it('finds prices whose worth is the optimum that HiGHS finds', () => {
    fc.assert(
      fc.property(programme, (drawn) => {
        const expected = drawn.columns.length === 0 ? 0 : truth(drawn);
        expect(Math.abs(solve(drawn) - expected)).toBeLessThan(1e-5);
      }),
      { numRuns: 200, seed: 20_261_122 },
    );
  });

  it('counts what a slack is worth', () => {
    const lp = createLinearProgramme([2], [3]);
    const column = lp.add(4, [0], [2]);
    lp.maximise();
    expect(lp.levels().get(column) ?? 0).toBe(0);
    expect(lp.duals[0]).toBe(3);
  });
});
