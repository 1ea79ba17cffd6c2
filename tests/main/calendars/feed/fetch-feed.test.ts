import { describe, expect, test } from 'vitest';
import { fetchFeed, type FeedQuestion } from '#main/calendars/feed/fetch-feed.ts';
import { type FeedReply, startFeed } from '#tests/servers/feed/server.ts';

const CALENDAR = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Example//EN',
  'BEGIN:VEVENT',
  'UID:tea@example.com',
  'DTSTAMP:20260601T000000Z',
  'DTSTART:20260604T100000Z',
  'DTEND:20260604T110000Z',
  'SUMMARY:Thé',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const ask = (address: string, about: Partial<FeedQuestion> = {}): ReturnType<typeof fetchFeed> =>
  fetchFeed({ address, validators: null, fetch, signal: new AbortController().signal, ...about });

async function answerTo(reply: FeedReply, about: Partial<FeedQuestion> = {}) {
  await using server = await startFeed();
  server.serve('/team.ics', reply);
  return await ask(`${server.url}/team.ics`, about);
}

const textOf = (answer: Awaited<ReturnType<typeof fetchFeed>>): string =>
  answer.kind === 'content'
    ? new TextDecoder().decode(answer.bytes)
    : `no content: ${JSON.stringify(answer)}`;

describe('content', () => {
  test('comes whole, with what the server says of its version', async () => {
    const answer = await answerTo({
      body: CALENDAR,
      etag: 'W/"a1"',
      lastModified: 'Mon, 01 Jun 2026 10:00:00 GMT',
    });
    expect(textOf(answer)).toBe(CALENDAR);
    expect(answer).toMatchObject({
      validators: { etag: 'W/"a1"', lastModified: 'Mon, 01 Jun 2026 10:00:00 GMT' },
      movedTo: null,
    });
  });
});
