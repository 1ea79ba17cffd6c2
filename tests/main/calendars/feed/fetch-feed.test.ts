import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { FeedAnswer } from '#main/calendars/feed/feed-answer.ts';
import { fetchFeed, type FeedQuestion } from '#main/calendars/feed/fetch-feed.ts';
import { type FeedReply, type FeedServer, startFeed } from '#tests/servers/feed/server.ts';

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
const MONDAY = 'Mon, 01 Jun 2026 10:00:00 GMT';
/** In the path of every feed here: it must never be seen in an answer's detail. */
const PATH = '/private/s3cret.ics?token=t0ken';

const ask = (address: string, about: Partial<FeedQuestion> = {}): Promise<FeedAnswer> =>
  fetchFeed({ address, validators: null, fetch, signal: new AbortController().signal, ...about });

async function answerTo(reply: FeedReply, about: Partial<FeedQuestion> = {}): Promise<FeedAnswer> {
  await using server = await startFeed();
  server.serve(PATH, reply);
  const answer = await ask(server.url + PATH, about);
  expect(JSON.stringify(answer)).not.toMatch(/s3cret|t0ken|private\//);
  return answer;
}

const textOf = (answer: FeedAnswer): string =>
  answer.kind === 'content' ? new TextDecoder().decode(answer.bytes) : JSON.stringify(answer);

const failureOf = (answer: FeedAnswer): string =>
  answer.kind === 'failed' ? `${answer.failure.kind}: ${answer.failure.detail}` : answer.kind;

describe('content', () => {
  test('comes whole, with exactly what the server says of its version', async () => {
    const answer = await answerTo({ body: CALENDAR, etag: 'W/"a1"', lastModified: MONDAY });
    expect(textOf(answer)).toBe(CALENDAR);
    expect(answer).toMatchObject({ validators: { etag: 'W/"a1"', lastModified: MONDAY }, movedTo: null });
  });

  test('has no version where the server names none', async () => {
    expect(await answerTo({ body: CALENDAR })).toMatchObject({ kind: 'content', validators: null });
  });

  test('is unpacked', async () => {
    expect(textOf(await answerTo({ body: CALENDAR, gzip: true }))).toBe(CALENDAR);
  });

  test('is believed by what it is, whatever its type says', async () => {
    const answer = await answerTo({ body: CALENDAR, headers: { 'content-type': 'text/html' } });
    expect(textOf(answer)).toBe(CALENDAR);
  });

  test.each([
    ['the charset of its type', 'text/calendar; charset=ISO-8859-1', Buffer.from(CALENDAR, 'latin1')],
    ['no charset, and bytes that are no UTF-8', 'text/calendar', Buffer.from(CALENDAR, 'latin1')],
    ['a charset that nobody knows', 'text/calendar; charset=klingon', Buffer.from(CALENDAR)],
    ['a byte order mark', 'text/calendar; charset=utf-8', Buffer.from(`\uFEFF${CALENDAR}`, 'utf16le')],
  ])('becomes UTF-8 from %s', async (_, type, body) => {
    expect(textOf(await answerTo({ body, headers: { 'content-type': type } }))).toBe(CALENDAR);
  });
});

describe('conditional requests', () => {
  test('send both validators as they were given, and 304 is unchanged', async () => {
    await using server = await startFeed();
    const reply: FeedReply = { body: CALENDAR, etag: '"x, y"', lastModified: MONDAY };
    server.serve('/team.ics', reply);
    const first = await ask(`${server.url}/team.ics`);
    const validators = first.kind === 'content' ? first.validators : null;
    expect(await ask(`${server.url}/team.ics`, { validators })).toEqual({ kind: 'unchanged' });
    expect(server.requests[1]).toMatchObject({
      status: 304,
      headers: { 'if-none-match': '"x, y"', 'if-modified-since': MONDAY },
    });
  });

  test('a new version comes as content', async () => {
    const validators = { etag: '"1"', lastModified: null };
    expect(await answerTo({ body: CALENDAR, etag: '"2"' }, { validators })).toMatchObject({
      kind: 'content',
      validators: { etag: '"2"', lastModified: null },
    });
  });

  test('304 to a question without conditions is no answer', async () => {
    expect(failureOf(await answerTo({ status: 304 }))).toBe(
      'unreadable: it answered with 304 and without a calendar',
    );
  });

  test('nothing about the person leaves: no cookie, no referrer, a name without a version or a system', async () => {
    await using server = await startFeed();
    server.serve('/team.ics', { body: CALENDAR, headers: { 'set-cookie': 'who=you; Path=/' } });
    await ask(`${server.url}/team.ics`);
    await ask(`${server.url}/team.ics`);
    const headers = server.requests[1]?.headers ?? {};
    expect(headers['user-agent']).toBe('golden-hour');
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('referer');
    expect(headers).not.toHaveProperty('authorization');
  });
});

describe('field bug 9: what is no calendar never comes as content', () => {
  test.each([
    [401, 'unauthorized: it answered with 401'],
    [403, 'refused: it answered with 403'],
    [404, 'gone: it answered with 404'],
    [410, 'gone: it answered with 410'],
    [429, 'refused: it answered with 429'],
    [500, 'refused: it answered with 500'],
    [503, 'refused: it answered with 503'],
    [204, 'unreadable: it answered with 204 and without a calendar'],
    [206, 'unreadable: it answered with 206 and without a calendar'],
    [300, 'unreadable: it answered with 300 and without a calendar'],
  ])('status %i, even with a calendar in it', async (status, failure) => {
    expect(failureOf(await answerTo({ status, body: status === 204 ? '' : CALENDAR }))).toBe(failure);
  });

  test.each([
    ['a page', '<!DOCTYPE html><title>Sign in</title>', 'it is a web page'],
    ['a page with a calendar in it', `\n <html><pre>${CALENDAR}</pre></html>`, 'it is a web page'],
    ['nothing', '', 'it is empty'],
    ['blank lines', '\r\n \r\n', 'it is blank'],
    ['JSON', '{"error":"try later"}', 'it is JSON'],
    ['an address book', 'BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n', 'it is an address book'],
    ['a sentence', 'Too many requests', 'it is no calendar'],
    ['half a calendar', CALENDAR.slice(0, 200), 'it ends in the middle'],
    ['a calendar without its last letter', CALENDAR.trimEnd().slice(0, -1), 'it ends in the middle'],
    ['a second calendar that is cut off', CALENDAR + CALENDAR.slice(0, 90), 'it ends in the middle'],
  ])('%s', async (_, body, detail) => {
    expect(failureOf(await answerTo({ body }))).toBe(`unreadable: ${detail}`);
  });

  test('bytes that cannot be unpacked', async () => {
    const broken = gzipSync(CALENDAR);
    broken.fill(0xff, 10);
    const reply = { body: broken, headers: { 'content-encoding': 'gzip' } };
    expect(failureOf(await answerTo(reply))).toMatch(/^unreadable: it cannot be unpacked \(Z_DATA_ERROR\)$/);
  });

  test('half a packed calendar', async () => {
    const body = gzipSync(CALENDAR).subarray(0, 80);
    const answer = await answerTo({ body, headers: { 'content-encoding': 'gzip' } });
    expect(failureOf(answer)).toMatch(/^unreadable: /);
  });
});

test.each([
  ['120', 120_000],
  ['Mon, 01 Jun 2026 10:05:00 GMT', 300_000],
  ['Mon, 01 Jun 2026 09:00:00 GMT', 0],
  ['99999999', 7 * 86_400_000],
  ['soon', null],
])('Retry-After: %s', async (text, retryAfterMs) => {
  const answer = await answerTo({ status: 503, headers: { 'retry-after': text, date: MONDAY } });
  expect(answer).toMatchObject({ failure: { kind: 'refused', retryAfterMs } });
});

describe('the network', () => {
  const quick = { limits: { firstByteMs: 150, idleMs: 150, totalMs: 600 } };

  test.each([
    ['never answers', { fault: 'hang' }, 'offline: it did not answer within 0.15 seconds'],
    [
      'goes silent in the middle',
      { fault: 'stall', body: CALENDAR },
      'offline: it stopped in the middle for 0.15 seconds',
    ],
    ['hangs up at once', { fault: 'drop' }, 'offline: it cannot be reached (UND_ERR_SOCKET)'],
    [
      'hangs up in the middle',
      { fault: 'cut', body: CALENDAR },
      'offline: it cannot be reached (UND_ERR_SOCKET)',
    ],
  ] satisfies [string, FeedReply, string][])('a server that %s', async (_, reply, failure) => {
    expect(failureOf(await answerTo(reply, quick))).toBe(failure);
  });

  test('a server that drips for ever', async () => {
    const reply = { body: CALENDAR, drip: { bytes: 1, everyMs: 50 } };
    const limits = { firstByteMs: 10_000, idleMs: 10_000, totalMs: 600 };
    expect(failureOf(await answerTo(reply, { limits }))).toBe('offline: it was not there after 0.6 seconds');
  });

  test('a slow server that goes on is waited for', async () => {
    const reply = { body: CALENDAR, drip: { bytes: 100, everyMs: 60 } };
    const limits = { firstByteMs: 10_000, idleMs: 2_000, totalMs: 30_000 };
    expect(textOf(await answerTo(reply, { limits }))).toBe(CALENDAR);
  });

  test('nobody there', async () => {
    const { url } = await gone();
    expect(failureOf(await ask(`${url}${PATH}`))).toBe('offline: it cannot be reached (ECONNREFUSED)');
  });

  test('a name that nobody has', async () => {
    expect(failureOf(await ask('http://nobody.invalid/s3cret.ics'))).toMatch(
      /^offline: it cannot be reached \(E[A-Z_]+\)$/,
    );
  });

  test('an abort throws its reason, before and during', async () => {
    const before = AbortSignal.abort(new Error('called off'));
    await expect(answerTo({ body: CALENDAR }, { signal: before })).rejects.toThrow('called off');
    const controller = new AbortController();
    const asking = answerTo({ fault: 'stall', body: CALENDAR }, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('called off')), 50);
    await expect(asking).rejects.toThrow('called off');
  });

  test('a bug of our own is no failure of the network', async () => {
    const broken = (): never => {
      throw new RangeError('a bug');
    };
    await expect(ask('http://127.0.0.1/', { fetch: broken })).rejects.toThrow('a bug');
  });
});

/** A server that was there. */
async function gone(): Promise<FeedServer> {
  await using server = await startFeed();
  return server;
}

describe('size', () => {
  const limits = { bytes: 100_000 };

  test('is refused by what the server announces', async () => {
    const answer = await answerTo({ body: CALENDAR + '\r\n'.repeat(60_000) }, { limits });
    expect(failureOf(answer)).toBe('too-large: it is larger than 0.1 MB');
  });

  test('is counted where nothing is announced', async () => {
    const body = CALENDAR + '\r\n'.repeat(60_000);
    const answer = await answerTo({ body, drip: { bytes: 40_000, everyMs: 1 } }, { limits });
    expect(failureOf(answer)).toBe('too-large: it is larger than 0.1 MB');
  });

  test('is counted unpacked: a bomb of gzip stops early', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const bomb = Buffer.alloc(300_000_000, ' ');
    const packed = gzipSync(bomb);
    expect(packed.length).toBeLessThan(400_000);
    const answer = await answerTo({ body: packed, headers: { 'content-encoding': 'gzip' } });
    expect(failureOf(answer)).toBe('too-large: it is larger than 50 MB');
    expect(process.memoryUsage().arrayBuffers - before - bomb.length).toBeLessThan(150_000_000);
  });
});
