/**
 * The p-quantile of the known values, linear between neighbours (Hyndman and Fan's type 7, the default of R and NumPy).
 * NaN where none is known.
 */
export function quantileOf(values: readonly number[], p: number): number {
  const known = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  const at = (known.length - 1) * p;
  const below = known[Math.floor(at)] ?? Number.NaN;
  const above = known[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

export const medianOf = (values: readonly number[]): number => quantileOf(values, 0.5);

/** The commonest of the known values, of equally common ones the largest; NaN where none is known. For codes. */
export function modeOf(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) {
    if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? Number.NaN;
}
