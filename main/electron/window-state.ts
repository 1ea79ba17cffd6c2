import { readFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';
import type { DisplayArea, Size } from './popover-place.ts';

const rectangleSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
});
const stateSchema = z.object({ bounds: rectangleSchema, isMaximized: z.boolean() });

/** Where the main window was, in device-independent pixels. */
export type WindowState = z.infer<typeof stateSchema>;

/** How much of a title bar must be on a screen for a hand to take hold of it. */
const HANDLE = { width: 96, height: 32 } as const;

function overlap(a: Rectangle, b: Rectangle): Size {
  return {
    width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  };
}

const area = ({ width, height }: Size): number => (width > 0 && height > 0 ? width * height : 0);

/**
 * The bounds for a window that was at `remembered`: on the screen that holds the most of it, no larger than that
 * screen's work area and wholly inside it. Null where nothing is remembered or its screen is gone: the system places
 * the window then.
 */
export function placeWindow(
  remembered: Rectangle | null,
  displays: readonly Pick<DisplayArea, 'workArea'>[],
): Rectangle | null {
  if (remembered === null) return null;
  const [best] = displays
    .map(({ workArea }) => ({ workArea, shared: overlap(remembered, workArea) }))
    .filter(({ shared }) => shared.width >= HANDLE.width && shared.height >= HANDLE.height)
    .toSorted((a, b) => area(b.shared) - area(a.shared));
  if (best === undefined) return null;
  const { workArea } = best;
  const width = Math.min(remembered.width, workArea.width);
  const height = Math.min(remembered.height, workArea.height);
  return {
    x: Math.min(Math.max(remembered.x, workArea.x), workArea.x + workArea.width - width),
    y: Math.min(Math.max(remembered.y, workArea.y), workArea.y + workArea.height - height),
    width,
    height,
  };
}

export interface WindowMemory {
  read(): WindowState | null;
  write(state: WindowState): void;
}

/** In a file of its own, not in the settings: it says where a screen was, not what the user wants. */
export function openWindowMemory(path: string, replace: (path: string, text: string) => void): WindowMemory {
  return {
    read() {
      try {
        const parsed = stateSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
        return parsed.success ? parsed.data : null;
      } catch {
        // Not there yet, or damaged: the window then opens where the system puts it.
        return null;
      }
    },
    write(state) {
      try {
        replace(path, `${JSON.stringify(state)}\n`);
      } catch {
        // A full disk costs the place of a window, which is no reason to tell anybody anything.
      }
    },
  };
}
