/**
 * A small linear programme that grows: maximise the columns' values, each row at most its right-hand side, no column
 * below 0. Revised simplex with an explicit inverse; made for some hundred rows and a few thousand sparse columns.
 */
export interface LinearProgramme {
  /** Returns the column's number. `factors` by position of `rows`. */
  add(value: number, rows: readonly number[], factors: readonly number[]): number;
  /** To optimality, or until no progress can be made in floating point. */
  maximise(): void;
  /** By row, after `maximise`: what one more unit of it is worth. */
  readonly duals: Float64Array;
  /** How much of each column the solution takes; those that it does not take may be left out. */
  levels(): ReadonlyMap<number, number>;
}

interface Column {
  readonly value: number;
  readonly rows: readonly number[];
  readonly factors: readonly number[];
}

const TOLERANCE = 1e-11;
const SMALLEST_PIVOT = 1e-9;
/** Right-hand sides differ a little, so that steps of no length, which could go round in circles, are rare. */
const PERTURBATION = 1e-7;

/**
 * @param rightSides by row, not negative
 * @param slackValues what a unit of each row that is not used is worth
 */
export function createLinearProgramme(
  rightSides: readonly number[],
  slackValues: readonly number[],
): LinearProgramme {
  const m = rightSides.length;
  const columns: Column[] = [];
  /** By row: the basic column, or -1 - row for the slack of a row. */
  const basis = Int32Array.from({ length: m }, (_, i) => -1 - i);
  const levels = Float64Array.from(rightSides, (side, i) => side + PERTURBATION * (1 + ((i * 0.618) % 1)));
  const duals = Float64Array.from(slackValues);
  /** Column by column: inverse[k * m + i] is row i, column k. */
  const inverse = new Float64Array(m * m);
  for (let i = 0; i < m; i++) inverse[i * m + i] = 1;
  const direction = new Float64Array(m);

  const gainOf = ({ value, rows, factors }: Column): number => {
    let gain = value;
    for (let i = 0; i < rows.length; i++) gain -= (duals[rows[i] ?? 0] ?? 0) * (factors[i] ?? 0);
    return gain;
  };

  /** The column, or -1 - row of a slack, that gains most. */
  function findEntering(): { readonly entering: number; readonly gain: number } | null {
    let entering = 0;
    let most = TOLERANCE;
    let found = false;
    for (const [j, column] of columns.entries()) {
      const gain = gainOf(column);
      if (gain > most) {
        most = gain;
        entering = j;
        found = true;
      }
    }
    for (let i = 0; i < m; i++) {
      const gain = (slackValues[i] ?? 0) - (duals[i] ?? 0);
      if (gain > most) {
        most = gain;
        entering = -1 - i;
        found = true;
      }
    }
    return found ? { entering, gain: most } : null;
  }

  function setDirection(entering: number): void {
    direction.fill(0);
    const { rows, factors } = columns[entering] ?? { rows: [-1 - entering], factors: [1] };
    for (const [at, row] of rows.entries()) {
      const factor = factors[at] ?? 0;
      const offset = row * m;
      for (let i = 0; i < m; i++) direction[i] = (direction[i] ?? 0) + factor * (inverse[offset + i] ?? 0);
    }
  }

  /** The row whose basic column falls to 0 first; of equals the one that divides best. */
  function findLeaving(): number {
    let leaving = -1;
    let least = Infinity;
    for (let i = 0; i < m; i++) {
      const d = direction[i] ?? 0;
      if (d <= SMALLEST_PIVOT) continue;
      const ratio = Math.max(0, levels[i] ?? 0) / d;
      const isTie = ratio <= least + 1e-14 && d > (direction[leaving] ?? 0);
      if (ratio < least - 1e-14 || isTie) {
        leaving = i;
        least = Math.min(least, ratio);
      }
    }
    return leaving;
  }

  function pivot(entering: number, gain: number, row: number): void {
    const divisor = direction[row] ?? 1;
    const step = Math.max(0, levels[row] ?? 0) / divisor;
    for (let i = 0; i < m; i++) levels[i] = (levels[i] ?? 0) - step * (direction[i] ?? 0);
    levels[row] = step;
    for (let k = 0; k < m; k++) {
      const offset = k * m;
      const entry = (inverse[offset + row] ?? 0) / divisor;
      if (entry === 0) continue;
      duals[k] = (duals[k] ?? 0) + gain * entry;
      for (let i = 0; i < m; i++)
        inverse[offset + i] = (inverse[offset + i] ?? 0) - entry * (direction[i] ?? 0);
      inverse[offset + row] = entry;
    }
    basis[row] = entering;
  }

  return {
    duals,
    add(value, rows, factors) {
      return columns.push({ value, rows, factors }) - 1;
    },
    maximise() {
      // Far beyond what is needed; only rounding could keep it going longer.
      for (let pivots = 20 * (m + columns.length); pivots > 0; pivots--) {
        const next = findEntering();
        if (!next) return;
        setDirection(next.entering);
        const row = findLeaving();
        if (row < 0) return;
        pivot(next.entering, next.gain, row);
      }
    },
    levels: () => new Map([...basis].map((column, row) => [column, levels[row] ?? 0])),
  };
}
