import { describe, expect, it } from 'vitest';
import { parseArguments } from '#main/cli/arguments.ts';

const parse = (...argv: string[]) => parseArguments(argv, '/home/somebody');

describe('arguments of the command line', () => {
  it('reads every option of plan, with paths relative to where the user is', () => {
    const parsed = parse(
      'plan',
      '--calendar',
      'a.ics',
      '--calendar',
      '/data/b.ics',
      '--people',
      'people.json',
      '--place',
      '52.37,-4.9',
      '--zone',
      'Europe/Amsterdam',
      '--now',
      '2026-06-01T09:00:00+02:00',
      '--forecast',
      'f.json',
      '--per-week',
      '3',
      '--me',
      'a@example.org,b@example.org',
      '--json',
      '--candidates',
    );
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        command: 'plan',
        calendars: ['/home/somebody/a.ics', '/data/b.ics'],
        people: '/home/somebody/people.json',
        place: { lat: 52.37, lon: -4.9 },
        nowMs: Date.UTC(2026, 5, 1, 7),
        forecasts: ['/home/somebody/f.json'],
        perWeek: 3,
        me: ['a@example.org', 'b@example.org'],
        json: true,
        candidates: true,
      },
    });
  });

  it('takes a wall clock for --now where a zone is given', () => {
    const parsed = parse('plan', '--now', '2026-06-01T09:00', '--zone', 'Asia/Kolkata');
    expect(parsed).toMatchObject({ ok: true, value: { nowMs: Date.UTC(2026, 5, 1, 3, 30) } });
  });

  it.each([
    [['plan', '--zone', 'Mars/Olympus'], "Unknown time zone 'Mars/Olympus'"],
    [['plan', '--place', '91,0'], "--place '91,0' is no place"],
    [['plan', '--place', '52.37'], "--place '52.37' is no place"],
    [['plan', '--now', 'soon', '--zone', 'UTC'], "--now 'soon' is no date and time"],
    [['plan', '--now', '2026-06-01T09:00'], 'has no offset'],
    [['plan', '--per-week', '4'], "--per-week '4' is not possible"],
    [['plan', '--port', '80'], "'plan' has no option --port"],
    [['plan', '--wat'], "Unknown option '--wat'"],
    [['dance'], "Unknown command 'dance'"],
    [['serve', '--port', '70000'], "--port '70000' is no port"],
    [['expand', 'a.ics', '--from', 'today'], "Not a date: 'today'"],
  ])('names what is wrong: %j', (argv, sentence) => {
    const parsed = parse(...argv);
    expect(parsed).toMatchObject({ ok: false, code: 'invalid-input' });
    expect(parsed.ok ? '' : parsed.message).toContain(sentence);
  });

  it('gives help without a command', () => {
    expect(parse()).toMatchObject({ ok: true, value: { command: 'help' } });
    expect(parse('plan', '--help')).toMatchObject({ ok: true, value: { command: 'help' } });
  });
});
