import type { Display, Point, Rectangle, Screen } from 'electron';
import { refuseMissing, StrictEmitter } from './missing.ts';

type Known = Pick<
  Screen,
  | 'getPrimaryDisplay'
  | 'getAllDisplays'
  | 'getDisplayMatching'
  | 'getDisplayNearestPoint'
  | 'getCursorScreenPoint'
>;

/** What a test says of a display; the rest follows. */
export interface DisplayPlan {
  readonly id: number;
  readonly bounds: Rectangle;
  readonly workArea: Rectangle;
  readonly scaleFactor: number;
}

function createDisplay({ id, bounds, workArea, scaleFactor }: DisplayPlan): Display {
  const size = { width: bounds.width, height: bounds.height };
  const workAreaSize = { width: workArea.width, height: workArea.height };
  const known = {
    id,
    bounds,
    workArea,
    scaleFactor,
    size,
    workAreaSize,
    label: `Display ${id}`,
    rotation: 0,
  };
  // Whatever else is asked of it throws by name.
  return refuseMissing<Partial<Display>>('Display', known) as Display;
}

const FIRST: DisplayPlan = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  scaleFactor: 1,
};

let displays: readonly Display[] = [createDisplay(FIRST)];

const squaredDistance = ({ x, y, width, height }: Rectangle, point: Point): number => {
  const dx = Math.max(x - point.x, 0, point.x - (x + width));
  const dy = Math.max(y - point.y, 0, point.y - (y + height));
  return dx * dx + dy * dy;
};

class DoubleScreen extends StrictEmitter implements Known {
  getPrimaryDisplay(): Display {
    return displays[0]!;
  }
  getAllDisplays(): Display[] {
    return [...displays];
  }
  getDisplayNearestPoint(point: Point): Display {
    const byDistance = displays.toSorted(
      (a, b) => squaredDistance(a.bounds, point) - squaredDistance(b.bounds, point),
    );
    return byDistance[0]!;
  }
  getDisplayMatching({ x, y, width, height }: Rectangle): Display {
    return this.getDisplayNearestPoint({ x: x + width / 2, y: y + height / 2 });
  }
  getCursorScreenPoint(): Point {
    return { x: 0, y: 0 };
  }
}

export const screen = new DoubleScreen('screen');

/** Screens are plugged in, unplugged or resized; the first one is the primary. */
export function setDisplays(plans: readonly DisplayPlan[]): void {
  const before = displays;
  displays = plans.map(createDisplay);
  const had = (id: number, list: readonly Display[]): boolean => list.some((display) => display.id === id);
  for (const display of displays) {
    if (!had(display.id, before)) screen.emit('display-added', {}, display);
    else screen.emit('display-metrics-changed', {}, display, ['bounds', 'workArea', 'scaleFactor']);
  }
  for (const display of before) if (!had(display.id, displays)) screen.emit('display-removed', {}, display);
}
