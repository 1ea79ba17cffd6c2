import { describe, expect, test } from 'vitest';
import { decodeText } from '#renderer/features/decode-text.ts';

const bytesOf = (...parts: readonly (string | readonly number[])[]): ArrayBuffer =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)),
  ).buffer;

describe('decodeText', () => {
  test('reads UTF-8, and what is none as Windows-1252', () => {
    expect(decodeText(new TextEncoder().encode('Zoë').buffer)).toBe('Zoë');
    expect(decodeText(new Uint8Array([0x5a, 0x6f, 0xeb]).buffer)).toBe('Zoë');
  });

  test('reads UTF-16 in either order by the mark at its start', () => {
    expect(decodeText(new Uint8Array([0xff, 0xfe, 0x5a, 0, 0xeb, 0]).buffer)).toBe('Zë');
    expect(decodeText(new Uint8Array([0xfe, 0xff, 0, 0x5a, 0, 0xeb]).buffer)).toBe('Zë');
  });

  test('one line in Windows-1252 costs no other line its letters', () => {
    expect(decodeText(bytesOf('FN:Zoë\r\nFN:J', [0xf6], 'rg\r\nFN:Łukasz\r\n'))).toBe(
      'FN:Zoë\r\nFN:Jörg\r\nFN:Łukasz\r\n',
    );
  });

  test('a line that is folded inside a letter is one line', () => {
    const folded = bytesOf('FN:Zo', [0xc3], '\r\n ', [0xab], ' Lee\r\nFN:J', [0xf6], 'rg');
    expect(decodeText(folded)).toBe('FN:Zoë Lee\r\nFN:Jörg');
  });

  test('ten megabytes of what is no text at all take no time', () => {
    const noise = Uint8Array.from({ length: 10_000_000 }, (_, i) => (i * 131) % 256);
    const startedMs = performance.now();
    expect(decodeText(noise.buffer).length).toBeGreaterThan(1_000_000);
    expect(performance.now() - startedMs).toBeLessThan(10_000);
  });
});
