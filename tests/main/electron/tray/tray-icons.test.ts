import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chooseIcon } from '#main/electron/tray/choose-icon.ts';
import { TRAY_ICONS } from '#main/electron/tray/tray-icons.ts';

const folder = new URL('../../../../build/icons/', import.meta.url);
const read = (name: string): Buffer => readFileSync(new URL(name, folder));

/** Width, height, and how opaque the first pixel and the middle one are (PNG, 13 and 9.2: filter bytes undone). */
function describePng(bytes: Buffer) {
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  // Colour type 6: red, green, blue and alpha, 8 bits each.
  expect([bytes.readUInt8(24), bytes.readUInt8(25)]).toEqual([8, 6]);
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') {
      parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
    }
  }
  const pixels = unfilter(inflateSync(Buffer.concat(parts)), width, height);
  const alpha = (x: number, y: number): number => pixels[(y * width + x) * 4 + 3] ?? 0;
  return { width, height, alpha };
}

function unfilter(raw: Buffer, width: number, height: number): Uint8Array {
  const stride = width * 4;
  const out = new Uint8Array(stride * height);
  const paeth = (a: number, b: number, c: number): number => {
    const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
  };
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const left = x < 4 ? 0 : (out[y * stride + x - 4] ?? 0);
      const up = y === 0 ? 0 : (out[(y - 1) * stride + x] ?? 0);
      const corner = x < 4 || y === 0 ? 0 : (out[(y - 1) * stride + x - 4] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return out;
}

const names = ['template', 'template-dot', 'light', 'light-dot', 'dark', 'dark-dot'] as const;
const sizes = [16, 24, 32] as const;

describe('icons', () => {
  it('were drawn from the SVGs as they are', () => {
    const drawnFrom: unknown = JSON.parse(read('drawn-from.json').toString('utf8'));
    const digests = ['icon.svg', ...names.map((name) => `tray/${name}.svg`)].map((name) => [
      name,
      createHash('sha256').update(read(name)).digest('hex'),
    ]);
    expect(drawnFrom, 'run: node scripts/make-icons.ts').toEqual(Object.fromEntries(digests));
  });

  it.each(names.flatMap((name) => sizes.map((size) => [name, size] as const)))(
    'of the tray, %s at %i, are square, see-through beside the sun, and the same in the program',
    (name, size) => {
      const file = read(`tray/${name}-${size}.png`);
      const { width, height, alpha } = describePng(file);
      expect([width, height]).toEqual([size, size]);
      expect(alpha(0, 0)).toBe(0);
      expect(alpha(size / 2, size / 2)).toBe(255);
      const dot = alpha(Math.floor((size * 13) / 16), Math.floor((size * 3) / 16));
      expect(dot > 200).toBe(name.endsWith('-dot'));
      expect(TRAY_ICONS[name][size]).toBe(file.toString('base64'));
    },
  );

  it.each([16, 24, 32, 48, 64, 128, 256, 512, 1024])(
    'of the app at %i are square with clear corners',
    (size) => {
      const { width, height, alpha } = describePng(read(`${size}x${size}.png`));
      expect([width, height]).toEqual([size, size]);
      expect(alpha(0, 0)).toBe(0);
      expect(alpha(size / 2, size / 2)).toBe(255);
    },
  );

  it('are in one file for Windows and one for macOS', () => {
    const ico = read('icon.ico');
    const count = ico.readUInt16LE(4);
    const inIco = Array.from({ length: count }, (_, index) => {
      const at = 6 + 16 * index;
      const offset = ico.readUInt32LE(at + 12);
      return describePng(ico.subarray(offset, offset + ico.readUInt32LE(at + 8))).width;
    });
    expect(inIco).toEqual([16, 24, 32, 48, 64, 128, 256]);
    const icns = read('icon.icns');
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const inIcns: string[] = [];
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      const { width } = describePng(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)));
      inIcns.push(`${icns.toString('latin1', at, at + 4)} ${width}`);
    }
    expect(inIcns).toContain('ic10 1024');
    expect(inIcns).toContain('ic07 128');
  });

  it('leave nothing in the folder that nobody draws', () => {
    expect(readdirSync(new URL('tray/', folder))).toHaveLength(names.length * (1 + sizes.length));
  });
});

describe('which icon', () => {
  it.each([
    ['darwin', true, false, 'template'],
    ['darwin', false, true, 'template-dot'],
    ['win32', true, false, 'dark'],
    ['win32', false, true, 'light-dot'],
    ['linux', false, false, 'dark'],
  ] as const)('on %s, dark %s, dot %s: %s', (platform, isDark, hasDot, icon) => {
    expect(chooseIcon(platform, isDark, hasDot)).toBe(icon);
  });
});
