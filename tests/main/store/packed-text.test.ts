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

test('an event of Google’s packs well, and cannot be taken for one that is packed in another way', () => {
  const text = JSON.stringify({
    master: {
      kind: 'calendar#event',
      etag: '"3181161784712000"',
      id: 'abc',
      status: 'confirmed',
      htmlLink: 'https://www.google.com/calendar/event?eid=abc',
      start: { dateTime: '2026-06-04T10:00:00+02:00', timeZone: 'Europe/Amsterdam' },
      end: { dateTime: '2026-06-04T11:00:00+02:00', timeZone: 'Europe/Amsterdam' },
      reminders: { useDefault: true },
    },
    exceptions: [],
  });
  const packed = packText(text);
  expect(packed.length).toBeLessThan(text.length / 3);
  expect(() => inflateRawSync(packed)).toThrow('invalid block type');
});
