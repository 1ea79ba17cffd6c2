/** One measured figure beside what the product promises. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'KB' | 'MB' | 'x' | '%' | 'nodes' | 'requests' | 'minutes';
  /** At most this; null: only told. */
  readonly target: number | null;
  readonly note: string;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

const round = (value: number): number => Number(value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0));

export const isMet = ({ value, target }: Figure): boolean => target === null || value <= target;

/** A table for a person: the name, the figure, the promise, whether it is kept. */
export function writeTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, value, unit, target, note } = figure;
    const promise = target === null ? '' : `<= ${target} ${unit}`;
    const verdict = target === null ? '' : isMet(figure) ? 'kept' : 'MISSED';
    return [name, `${round(value)} ${unit}`, promise, verdict, note];
  });
  const all = [['what', 'measured', 'promised', '', 'how'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
