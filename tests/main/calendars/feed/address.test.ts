import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFeedAddress } from '#main/calendars/feed/address.ts';

describe('an address as people paste it', () => {
  test.each([
    ['https://calendar.example/a.ics', 'https://calendar.example/a.ics', 'calendar.example'],
    [' <https://calendar.example/a.ics>\n', 'https://calendar.example/a.ics', 'calendar.example'],
    ['WEBCAL://Calendar.Example/a.ics', 'https://calendar.example/a.ics', 'calendar.example'],
    ['webcals://calendar.example/a.ics', 'https://calendar.example/a.ics', 'calendar.example'],
    ['http://calendar.example/a.ics', 'http://calendar.example/a.ics', 'calendar.example'],
    ['calendar.example/a.ics', 'https://calendar.example/a.ics', 'calendar.example'],
    ['nas:8080/a.ics', 'https://nas:8080/a.ics', 'nas:8080'],
    ['http://127.0.0.1:5232/a.ics#today', 'http://127.0.0.1:5232/a.ics', '127.0.0.1:5232'],
    ['https://ada:pw@calendar.example/a?b=c', 'https://ada:pw@calendar.example/a?b=c', 'calendar.example'],
  ])('%s', (text, address, host) => {
    expect(parseFeedAddress(text)).toEqual({ ok: true, value: { address, host } });
  });

  test.each([
    ['', 'Give the address of the calendar.'],
    ['https://', 'This is no address of a calendar. Copy it again, from https to its end.'],
    ['https://a b/s3cret', 'This is no address of a calendar. Copy it again, from https to its end.'],
    [
      'file:///home/s3cret.ics',
      'A calendar cannot be read from a file address. Give one that begins with https, http or webcal.',
    ],
    [
      'mailto:s3cret@example.com',
      'A calendar cannot be read from a mailto address. Give one that begins with https, http or webcal.',
    ],
    [
      'javascript:s3cret()',
      'A calendar cannot be read from a javascript address. Give one that begins with https, http or webcal.',
    ],
    [
      `https://calendar.example/${'s3cret'.repeat(2000)}`,
      'The address is longer than 8192 characters. Copy it again.',
    ],
  ])('%s is refused, without repeating it', (text, message) => {
    expect(parseFeedAddress(text)).toEqual({ ok: false, code: 'invalid-input', message });
  });

  test('what it gives it takes as it is, and whatever comes it does not throw', () => {
    const typed = fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string());
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseFeedAddress(text);
        const again = parsed.ok ? parseFeedAddress(parsed.value.address) : parsed;
        expect(again).toEqual(parsed);
      }),
    );
  });
});
