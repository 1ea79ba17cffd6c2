import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packText, unpackText } from '#main/store/packed-text.ts';

test('what was packed comes out as it was', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.string().map((text) => `{${text}`),
    fc.constant(`BEGIN:VCALENDAR\r\n${'SUMMARY:x\r\n'.repeat(5_000)}`),
    fc.constant(
      JSON.stringify({ master: null, exceptions: Array.from({ length: 500 }, (_, id) => ({ id })) }),
    ),
  );
  fc.assert(
    fc.property(texts, (text) => {
      // Half a surrogate pair has no UTF-8.
      expect(unpackText(packText(text))).toBe(Buffer.from(text).toString());
    }),
    { numRuns: 1_000 },
  );
});

test('what is kept as it is cannot be taken for what was packed', () => {
  const packed = packText('{"master":null,"exceptions":[]}');
  expect(() => inflateRawSync(packed)).toThrow('invalid block type');
});
