import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail } from '#contract/outcome.ts';
import { runCommand } from '#main/cli/run-command.ts';

const SCENARIO = fileURLToPath(new URL('../../../../shared/data/scenarios/new-york/', import.meta.url));

let folder: string;
let homeBefore: string | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-hour-cli-'));
  homeBefore = process.env['GOLDEN_HOUR_HOME'];
  process.env['GOLDEN_HOUR_HOME'] = join(folder, 'home');
});

afterEach(async () => {
  if (homeBefore === undefined) delete process.env['GOLDEN_HOUR_HOME'];
  else process.env['GOLDEN_HOUR_HOME'] = homeBefore;
  await rm(folder, { recursive: true, force: true });
});

async function run(...argv: string[]): Promise<{ code: number; out: string; error: string }> {
  const out: string[] = [];
  const error: string[] = [];
  const code = await runCommand(argv, {
    folder,
    output: { out: (text) => out.push(text), error: (text) => error.push(text) },
    serve: () => Promise.resolve(fail('refused', 'No host in this test.')),
  });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

const file = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return name;
};

const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...lines, 'END:VCALENDAR', ''].join('\r\n');

const WEEKLY = [
  'BEGIN:VEVENT',
  'UID:weekly@example.org',
  'SUMMARY:Weekly',
  'DTSTART;TZID=Europe/Amsterdam:20260316T100000',
  'DTEND;TZID=Europe/Amsterdam:20260316T110000',
  'RRULE:FREQ=WEEKLY',
  'END:VEVENT',
];

describe('expand', () => {
  it('prints the occurrences of a file, ascending, 10:00 staying 10:00 across a clock change', async () => {
    const path = await file('a.ics', calendar(...WEEKLY));
    const { code, out, error } = await run(
      'expand',
      path,
      '--from',
      '2026-03-20',
      '--to',
      '2026-04-06',
      '--zone',
      'Europe/Amsterdam',
      '--json',
    );
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(JSON.parse(out)).toEqual([
      {
        uid: 'weekly@example.org',
        summary: 'Weekly',
        start: '2026-03-23T10:00:00+01:00',
        end: '2026-03-23T11:00:00+01:00',
        allDay: false,
        status: 'confirmed',
        busy: true,
      },
      {
        uid: 'weekly@example.org',
        summary: 'Weekly',
        start: '2026-03-30T10:00:00+02:00',
        end: '2026-03-30T11:00:00+02:00',
        allDay: false,
        status: 'confirmed',
        busy: true,
      },
    ]);
  });

  it('skips a bad event by name and keeps the good one', async () => {
    const bad = ['BEGIN:VEVENT', 'UID:bad@example.org', 'DTSTART:20269999T100000', 'END:VEVENT'];
    const path = await file('a.ics', calendar(...bad, ...WEEKLY));
    const range = ['--from', '2026-03-23', '--to', '2026-03-24', '--zone', 'Europe/Amsterdam', '--json'];
    const { code, out, error } = await run('expand', path, ...range);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveLength(1);
    expect(error).toContain('Skipped bad@example.org');
  });

  it.each([
    [
      ['expand', 'none.ics', '--from', '2026-01-01', '--to', '2026-01-02', '--zone', 'UTC'],
      'there is no such file',
    ],
    [['expand', 'none.ics'], 'needs --from DATE'],
    [['expand', 'none.ics', '--from', '2026-01-02', '--to', '2026-01-01', '--zone', 'UTC'], 'is not before'],
    [['expand'], 'takes one file'],
  ])('says what is wrong and exits with 2: %j', async (argv, sentence) => {
    const { code, out, error } = await run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain(sentence);
    expect(error).not.toMatch(/\n\s+at /);
  });
});

describe('plan', () => {
  it('without any data is a good week: nothing to arrange, exit code 0', async () => {
    const { code, out } = await run(
      'plan',
      '--now',
      '2026-06-01T09:00:00+02:00',
      '--zone',
      'Europe/Amsterdam',
      '--json',
    );
    expect(code).toBe(0);
    const plan = JSON.parse(out);
    expect(plan).toMatchObject({ version: 1, zone: 'Europe/Amsterdam', proposals: [], people: [] });
    expect(plan.horizon).toEqual({ start: '2026-06-01', end: '2026-06-10' });
  });

  it('names a file that is not what it should be, exit code 2', async () => {
    const page = await file('page.ics', '<!doctype html><title>Sign in</title>');
    const notCalendar = await run('plan', '--calendar', page);
    expect(notCalendar.code).toBe(2);
    expect(notCalendar.error).toContain('page.ics');
    const broken = await file('people.json', '[{');
    const notPeople = await run('plan', '--people', broken);
    expect(notPeople.code).toBe(2);
    expect(notPeople.error).toContain('people.json');
  });

  it('keeps what was shown with --previous until it is clearly beaten', async () => {
    const people = await file(
      'people.json',
      '[{"name":"Ann","emails":["ann@example.org"],"added":"2025-06-01"}]',
    );
    const when = [
      '--now',
      '2026-06-01T09:00:00+02:00',
      '--zone',
      'Europe/Amsterdam',
      '--people',
      people,
      '--json',
    ];
    const first = JSON.parse((await run('plan', ...when)).out);
    expect(first.proposals).toHaveLength(1);
    const [shown] = first.proposals;
    // The same on a later day of the week is worth a little less, and stays all the same.
    const later = { ...shown, start: shown.start.replace(/^\d{4}-\d{2}-\d{2}/, '2026-06-07') };
    const previous = await file('previous.json', JSON.stringify({ proposals: [later] }));
    const second = JSON.parse((await run('plan', ...when, '--previous', previous)).out);
    expect(second.proposals.map((p: { start: string }) => p.start)).toEqual([later.start]);
  });

  it('plans the New York scenario, proven best, with every number to recompute it', async (context) => {
    if (!existsSync(SCENARIO)) context.skip('the New York scenario is not beside the project (../shared)');
    const { code, out } = await run(
      'plan',
      '--calendar',
      join(SCENARIO, 'calendar.ics'),
      '--people',
      join(SCENARIO, 'people.json'),
      '--forecast',
      join(SCENARIO, 'forecast.json'),
      '--me',
      'alex.morgan@example.com',
      '--now',
      '2025-12-29T09:00:00-05:00',
      '--zone',
      'America/New_York',
      '--place',
      '40.63,-74.43',
      '--json',
      '--candidates',
    );
    expect(code).toBe(0);
    const plan = JSON.parse(out);
    expect(plan.solver.optimalityGap).toBe(0);
    expect(plan.sources.calendars).toMatchObject([{ name: 'Alex Morgan', events: 26, skipped: [] }]);
    expect(plan.people).toHaveLength(12);
    const booked = plan.people.find((person: { name: string }) => person.name === 'Rachel Goldberg');
    expect(booked.bookedOn).toBe('2026-01-14');
    for (const { terms, value } of plan.proposals) {
      const worth = Object.values<number>(terms.worth).reduce((sum, part) => sum + part, 0);
      expect(terms.weather * (worth + terms.mixing - terms.crowd) - terms.burden).toBeCloseTo(value, 6);
    }
    const values = plan.proposals.map((proposal: { value: number }) => proposal.value);
    expect(values.reduce((sum: number, v: number) => sum + v, 0) - plan.adjacency).toBeCloseTo(
      plan.solver.value,
      6,
    );
    const pairs = plan.apart.map((pair: string[]) => pair.toSorted().join());
    expect(pairs).toContain('sam.okafor@example.com,tom.becker@example.com');
    expect(pairs).toContain('priya.raman@example.com,rachel.goldberg@example.com');
  });
});

describe('the rest', () => {
  it('gaps and openings print the same parts of the same object', async () => {
    const people = await file('people.csv', 'name,emails,circle\nAnn,ann@example.org,peers\n');
    const when = [
      '--now',
      '2026-06-01T09:00:00+02:00',
      '--zone',
      'Europe/Amsterdam',
      '--people',
      people,
      '--json',
    ];
    const plan = JSON.parse((await run('plan', ...when)).out);
    expect(JSON.parse((await run('gaps', ...when)).out).people).toEqual(plan.people);
    expect(JSON.parse((await run('openings', ...when)).out).openings).toEqual(plan.openings);
  });

  it('doctor says what is missing, in words and without anything personal', async () => {
    const { code, out } = await run('doctor');
    expect(code).toBe(0);
    expect(out).toMatch(/works\s+data folder/);
    expect(out).toMatch(/missing\s+store: Nothing is stored yet/);
    expect(out).not.toContain(folder);
  });

  it('help lists every command', async () => {
    const { code, out } = await run('help');
    expect(code).toBe(0);
    for (const command of ['plan', 'gaps', 'openings', 'expand', 'invite', 'outbox', 'serve', 'doctor']) {
      expect(out).toContain(`  ${command} `);
    }
  });

  it('an empty outbox and an unknown proposal are told in words', async () => {
    expect(await run('outbox')).toMatchObject({ code: 0, out: 'No invites yet.' });
    const unknown = await run('invite', '2026-06-01-nothing', '--dry-run');
    expect(unknown.code).toBe(2);
    expect(unknown.error).toContain('2026-06-01-nothing');
  });
});
