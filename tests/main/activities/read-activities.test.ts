import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '#main/activities/catalogue.ts';
import { parseActivities } from '#main/activities/read-activities.ts';

function read(entries: unknown) {
  const outcome = parseActivities(JSON.stringify(entries));
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

const walk = { id: 'walk', setting: 'outdoor', minutes: 60 };

describe('parseActivities', () => {
  it('fills in what is usual', () => {
    expect(read([walk])).toMatchObject({
      skipped: [],
      activities: [
        {
          id: 'walk',
          name: { en: 'walk', nl: 'walk' },
          from: 0,
          until: 1440,
          minimumGuests: 1,
          maximumGuests: 4,
          envelope: { apparentMinC: 9, apparentMaxC: 26, gustMaxKmh: 35, rainMaxMm: 1, daylight: false },
          spend: 0,
          quality: 0.8,
          home: false,
          alcohol: false,
          travelMinutes: null,
          fallback: null,
          words: ['walk'],
        },
      ],
    });
  });

  it('reads hours as the clock shows them or as minutes', () => {
    const [first, second] = read([
      { ...walk, from: '9:30', until: '24:00' },
      { ...walk, id: 'b', from: 570, until: 1440 },
    ]).activities;
    expect([first!.from, first!.until]).toEqual([570, 1440]);
    expect([second!.from, second!.until]).toEqual([570, 1440]);
  });

  it('keeps only the limits that are given, and dry outside', () => {
    const { activities } = read([
      { ...walk, envelope: { apparentMinC: 5 } },
      { ...walk, id: 'b', setting: 'covered', envelope: { apparentMinC: 5 } },
      { ...walk, id: 'c', envelope: { rainMaxMm: null } },
      { ...walk, id: 'd', envelope: null },
      { ...walk, id: 'e', setting: 'covered' },
    ]);
    expect(activities.map(({ envelope }) => envelope?.rainMaxMm)).toEqual([1, null, null, undefined, null]);
    expect(activities[0]!.envelope).toMatchObject({ apparentMinC: 5, apparentMaxC: null, gustMaxKmh: null });
  });

  it('finds a fallback by id or by English name', () => {
    const { activities } = read([
      { ...walk, fallback: 'tea' },
      { ...walk, id: 'ride', fallback: 'Tea house' },
      { id: 'tea', name: { en: 'Tea house', nl: 'Theehuis' }, setting: 'indoor', minutes: 45 },
    ]);
    expect(activities.map(({ fallback }) => fallback)).toEqual(['tea', 'tea', null]);
    expect(activities[2]!.name).toEqual({ en: 'Tea house', nl: 'Theehuis' });
    expect(activities[2]!.words).toEqual(['tea house', 'theehuis']);
  });

  it('needs no travel to the own home, nor on the phone', () => {
    const { activities } = read([
      { ...walk, home: true, travelMinutes: 30 },
      { ...walk, id: 'b', setting: 'remote' },
      { ...walk, id: 'c', travelMinutes: 30 },
    ]);
    expect(activities.map(({ travelMinutes }) => travelMinutes)).toEqual([0, 0, 30]);
  });

  it.each([
    [{ ...walk, setting: 'inside' }, /setting/],
    [{ ...walk, minutes: 5 }, /minutes/],
    [{ ...walk, from: '25:00' }, /HH:MM/],
    [{ ...walk, from: '12:00', until: '12:30' }, /60 minutes do not fit/],
    [{ ...walk, minimumGuests: 5, maximumGuests: 2 }, /maximumGuests 2/],
    [{ ...walk, spend: 4 }, /spend/],
    [{ ...walk, envelope: { rainMaxMm: 0 } }, /rainMaxMm/],
    ['walk', /object/],
  ])('leaves out %o alone, and says why', (entry, reason) => {
    const { activities, skipped } = read([entry, { ...walk, id: 'good' }]);
    expect(activities.map(({ id }) => id)).toEqual(['good']);
    expect(skipped).toEqual([
      { uid: typeof entry === 'string' ? null : 'walk', reason: expect.stringMatching(reason) },
    ]);
  });

  it('drops a fallback that is not there or would get wet, a second of the same id, and a misspelt key', () => {
    const { activities, skipped } = read([
      { ...walk, fallback: 'tea' },
      { ...walk, id: 'ride', fallback: 'walk' },
      { ...walk, id: 'ride' },
      { ...walk, id: 'run', maximumGuest: 2, envelope: { gustMax: 3 } },
    ]);
    expect(activities.map(({ id, fallback }) => [id, fallback])).toEqual([
      ['walk', null],
      ['ride', null],
      ['run', null],
    ]);
    expect(skipped.map(({ uid, reason }) => `${uid}: ${reason}`)).toEqual([
      expect.stringMatching(/^ride: .*same id/),
      expect.stringMatching(/^run: 'maximumGuest'/),
      expect.stringMatching(/^run: 'envelope.gustMax'/),
      expect.stringMatching(/^walk: .*'tea' is not in the file/),
      expect.stringMatching(/^ride: .*'walk' is outdoor/),
    ]);
  });

  it('fails on what is no JSON array', () => {
    expect(parseActivities('{')).toMatchObject({ ok: false, code: 'unreadable' });
    expect(parseActivities('{}')).toMatchObject({ ok: false, message: expect.stringMatching(/array/) });
    expect(parseActivities('[]')).toEqual({ ok: true, value: { activities: [], skipped: [] } });
  });

  it('reads the whole catalogue back', () => {
    expect(read(CATALOGUE)).toEqual({ activities: CATALOGUE, skipped: [] });
  });

  it('reads the example of its documentation', () => {
    const text = readFileSync(new URL('../../../docs/activities-file.md', import.meta.url), 'utf8');
    const example = /```json\n(?<json>.*?)```/s.exec(text)?.groups?.json ?? '';
    const outcome = parseActivities(example);
    expect(outcome).toMatchObject({ ok: true, value: { skipped: [], activities: [{}, {}] } });
  });
});
