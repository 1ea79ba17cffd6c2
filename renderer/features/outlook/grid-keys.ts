/** The stops of the columns: of each day its head, then its cards from morning to night. */
export type Stops = readonly (readonly string[])[];

function findStop(stops: Stops, current: string): readonly [day: number, row: number] {
  for (const [day, rows] of stops.entries()) {
    const row = rows.indexOf(current);
    if (row !== -1) return [day, row];
  }
  return [0, 0];
}

/**
 * Where an arrow key leads. Up and down stay in the day; left and right keep the row where the neighbour has it, else
 * take its last. Home and End are the first and the last day.
 *
 * @returns null for a key that does not move
 */
export function moveFocus(stops: Stops, current: string, key: string): string | null {
  const [day, row] = findStop(stops, current);
  const at = (wantedDay: number, wantedRow: number): string | null => {
    const rows = stops[Math.min(stops.length - 1, Math.max(0, wantedDay))] ?? [];
    return rows[Math.min(rows.length - 1, Math.max(0, wantedRow))] ?? null;
  };
  switch (key) {
    case 'ArrowLeft':
      return at(day - 1, row);
    case 'ArrowRight':
      return at(day + 1, row);
    case 'ArrowUp':
      return at(day, row - 1);
    case 'ArrowDown':
      return at(day, row + 1);
    case 'Home':
      return at(0, row);
    case 'End':
      return at(stops.length - 1, row);
    default:
      return null;
  }
}
