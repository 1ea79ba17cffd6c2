import type { Rectangle } from 'electron';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface DisplayArea {
  readonly bounds: Rectangle;
  /** Without the taskbar, dock and menu bar. */
  readonly workArea: Rectangle;
}

/** Between the popover and the tray or the edge of the screen, in device-independent pixels. */
const GAP = 8;

const clamp = (value: number, least: number, most: number): number =>
  // A screen that is smaller than the popover shows its beginning.
  Math.max(least, Math.min(value, most));

/** Wholly inside `area`, `GAP` from its edges where there is room for that. */
function insideArea(
  { x, y }: { readonly x: number; readonly y: number },
  size: Size,
  area: Rectangle,
): Rectangle {
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  const gapX = area.width - width >= 2 * GAP ? GAP : 0;
  const gapY = area.height - height >= 2 * GAP ? GAP : 0;
  return {
    x: Math.round(clamp(x, area.x + gapX, area.x + area.width - width - gapX)),
    y: Math.round(clamp(y, area.y + gapY, area.y + area.height - height - gapY)),
    width: Math.round(width),
    height: Math.round(height),
  };
}

const center = ({ x, y, width, height }: Rectangle) => ({ x: x + width / 2, y: y + height / 2 });

const contains = (area: Rectangle, point: { readonly x: number; readonly y: number }): boolean =>
  point.x >= area.x && point.x < area.x + area.width && point.y >= area.y && point.y < area.y + area.height;

/**
 * Where the popover opens: beside the tray icon, on the side that faces the middle of the icon's own screen, or in the
 * lower right corner of `fallback` where the icon's place is not known. Always wholly inside a work area. Everything
 * in Electron's device-independent pixels, so the scale of a screen is no matter.
 */
export function placePopover(
  anchor: Rectangle | null,
  displays: readonly DisplayArea[],
  fallback: DisplayArea,
  size: Size,
): Rectangle {
  // Linux without a status area, and an icon in Windows' overflow before it was ever drawn, give an empty rectangle.
  const isKnown = anchor !== null && anchor.width > 0 && anchor.height > 0;
  const display = isKnown ? displays.find(({ bounds }) => contains(bounds, center(anchor))) : undefined;
  if (!isKnown || display === undefined) {
    const { workArea } = fallback;
    return insideArea({ x: workArea.x + workArea.width, y: workArea.y + workArea.height }, size, workArea);
  }
  return insideArea(besideIcon(anchor, display, size), size, display.workArea);
}

function besideIcon(anchor: Rectangle, { bounds, workArea }: DisplayArea, size: Size) {
  const icon = center(anchor);
  const centered = { x: icon.x - size.width / 2, y: icon.y - size.height / 2 };
  // A bar at the left or right takes width from the work area, one at the top or bottom takes height.
  if (icon.x < workArea.x) return { x: workArea.x + GAP, y: centered.y };
  if (icon.x >= workArea.x + workArea.width) {
    return { x: workArea.x + workArea.width - size.width - GAP, y: centered.y };
  }
  const isAbove = icon.y < bounds.y + bounds.height / 2;
  return { x: centered.x, y: isAbove ? anchor.y + anchor.height + GAP : anchor.y - size.height - GAP };
}
