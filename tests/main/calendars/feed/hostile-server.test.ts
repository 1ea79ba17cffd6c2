import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fetchFeed } from '#main/calendars/feed/fetch-feed.ts';
import { findCalendarFault } from '#main/calendars/whole-calendar.ts';
import { type FeedReply, startFeed } from '#tests/servers/feed/server.ts';

const CALENDAR = Buffer.from(
  'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Thé\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
);

const bytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.constant(CALENDAR),
  fc.integer({ min: 0, max: CALENDAR.length }).map((length) => CALENDAR.subarray(0, length)),
  fc.tuple(fc.integer({ min: 0, max: CALENDAR.length - 1 }), fc.nat(255)).map(([at, value]) => {
    const changed = Buffer.from(CALENDAR);
    changed[at] = value;
    return changed;
  }),
  fc.uint8Array({ maxLength: 200 }),
);

const parts = {
  status: fc.oneof(
    fc.constant(200),
    fc.constantFrom(201, 204, 206, 301, 302, 304, 400, 401, 403, 404, 410, 429, 500, 503),
  ),
  fault: fc.constantFrom('drop' as const, 'cut' as const),
  etag: fc.constantFrom('"1"', 'W/"1"', '', '"'),
  drip: fc.constant({ bytes: 37, everyMs: 0 }),
  body: bytes,
  headers: fc
    .tuple(
      fc.constantFrom('text/calendar', 'text/html; charset=nonsense', 'text/calendar; charset=utf-16', ''),
      fc.constantFrom(undefined, 'gzip', 'br', 'identity', 'x-strange'),
      fc.constantFrom(undefined, '/s3cret', 'http://[', 'ftp://127.0.0.1/', '?'),
      fc.constantFrom(undefined, '-1', '1e9', 'tomorrow'),
    )
    .map(([type, encoding, location, wait]) => ({
      'content-type': type,
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
      ...(location === undefined ? {} : { location }),
      ...(wait === undefined ? {} : { 'retry-after': wait }),
    })),
};

const reply: fc.Arbitrary<FeedReply> = fc.oneof(
  fc.record(parts, { requiredKeys: ['status', 'body', 'headers'] }),
  fc.record({ body: parts.body, headers: parts.headers }),
);

test('whatever a server does is an answer; content is a whole calendar, and no answer holds the address', async () => {
  await using server = await startFeed();
  const address = `${server.url}/s3cret`;
  await fc.assert(
    fc.asyncProperty(reply, fc.boolean(), async (planned, isPacked) => {
      const encoding = planned.headers?.['content-encoding'];
      const body = encoding === 'gzip' && isPacked ? gzipSync(planned.body ?? '') : (planned.body ?? '');
      server.serve('/s3cret', { ...planned, body });
      const answer = await fetchFeed({
        address,
        validators: { etag: '"1"', lastModified: null },
        fetch,
        signal: new AbortController().signal,
        limits: { firstByteMs: 2_000, idleMs: 2_000, totalMs: 4_000 },
      });
      const fault = answer.kind === 'content' ? findCalendarFault(answer.bytes) : null;
      const told = answer.kind === 'content' ? '' : JSON.stringify(answer);
      expect([fault, answer.kind === 'content' && (planned.status ?? 200) !== 200]).toEqual([null, false]);
      expect(told).not.toMatch(/s3cret|127\.0\.0\.1/);
    }),
    { numRuns: 300 },
  );
}, 60_000);
