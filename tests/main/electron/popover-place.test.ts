import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DisplayArea, placePopover } from '#main/electron/popover-place.ts';

const size = { width: 400, height: 560 };
const rectangle = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

/** 1920 x 1080 with a taskbar of 40 below, as on Windows. */
const below: DisplayArea = { bounds: rectangle(0, 0, 1920, 1080), workArea: rectangle(0, 0, 1920, 1040) };
/** 1440 x 900 with a menu bar of 25 above and a dock below, as on macOS. */
const above: DisplayArea = { bounds: rectangle(0, 0, 1440, 900), workArea: rectangle(0, 25, 1440, 800) };
/** A second screen to the left of the first, of another height, with negative coordinates. */
const leftward: DisplayArea = {
  bounds: rectangle(-1280, -200, 1280, 1024),
  workArea: rectangle(-1280, -200, 1280, 984),
};

describe('beside the icon', () => {
  test('above a taskbar that is below, in line with the icon', () => {
    const place = placePopover(rectangle(1500, 1050, 24, 24), [below], below, size);
    expect(place).toEqual(rectangle(1312, 472, 400, 560));
  });

  test('under a menu bar that is above', () => {
    expect(placePopover(rectangle(1000, 0, 30, 24), [above], above, size)).toEqual(
      rectangle(815, 33, 400, 560),
    );
  });

  test('never over the edge of the screen', () => {
    expect(placePopover(rectangle(1900, 1050, 16, 24), [below], below, size).x).toBe(1920 - 400 - 8);
  });

  test('beside a bar at the left or at the right', () => {
    const left: DisplayArea = { bounds: below.bounds, workArea: rectangle(60, 0, 1860, 1080) };
    expect(placePopover(rectangle(10, 900, 40, 40), [left], left, size)).toEqual(
      rectangle(68, 512, 400, 560),
    );
    const right: DisplayArea = { bounds: below.bounds, workArea: rectangle(0, 0, 1860, 1080) };
    expect(placePopover(rectangle(1870, 300, 40, 40), [right], right, size)).toEqual(
      rectangle(1452, 40, 400, 560),
    );
  });

  test('on the screen that the icon is on', () => {
    const place = placePopover(rectangle(-200, 790, 24, 24), [below, leftward], below, size);
    expect(place).toEqual(rectangle(-408, 216, 400, 560));
  });

  test('in whole pixels on a screen whose scale gives fractions', () => {
    const scaled: DisplayArea = {
      bounds: rectangle(0, 0, 1536.5, 864.2),
      workArea: rectangle(0, 0, 1536.5, 824.4),
    };
    const place = placePopover(rectangle(1200.3, 830.1, 21.3, 21.3), [scaled], scaled, size);
    expect(Object.values(place).every(Number.isInteger)).toBe(true);
  });
});

describe('in the lower right corner where the icon’s place is not known', () => {
  const corner = rectangle(1512, 472, 400, 560);
  test.each([
    ['no rectangle', null],
    ['an empty rectangle', rectangle(0, 0, 0, 0)],
    ['a rectangle on no screen', rectangle(9000, 9000, 24, 24)],
  ])('%s', (_, anchor) => {
    expect(placePopover(anchor, [below], below, size)).toEqual(corner);
  });
});

test('a screen smaller than the popover shows as much as it can', () => {
  const small: DisplayArea = { bounds: rectangle(0, 0, 320, 480), workArea: rectangle(0, 20, 320, 460) };
  expect(placePopover(null, [small], small, size)).toEqual(rectangle(0, 20, 320, 460));
});

test('it is always wholly inside a work area', () => {
  const coordinate = fc.integer({ min: -5_000, max: 5_000 });
  const anchor = fc.record({
    x: coordinate,
    y: coordinate,
    width: fc.integer({ min: 0, max: 64 }),
    height: fc.integer({ min: 0, max: 64 }),
  });
  const display = fc
    .record({
      x: coordinate,
      y: coordinate,
      width: fc.integer({ min: 320, max: 4_000 }),
      height: fc.integer({ min: 320, max: 4_000 }),
      inset: fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60), fc.nat(60)),
    })
    .map(({ x, y, width, height, inset: [left, top, right, bottom] }) => ({
      bounds: rectangle(x, y, width, height),
      workArea: rectangle(x + left, y + top, width - left - right, height - top - bottom),
    }));
  fc.assert(
    fc.property(anchor, fc.array(display, { minLength: 1, maxLength: 3 }), (icon, displays) => {
      const [first] = displays;
      if (first === undefined) return false;
      const place = placePopover(icon, displays, first, size);
      return displays.some(
        ({ workArea }) =>
          place.x >= workArea.x &&
          place.y >= workArea.y &&
          place.x + place.width <= workArea.x + workArea.width &&
          place.y + place.height <= workArea.y + workArea.height,
      );
    }),
    { numRuns: 1_000 },
  );
});
