import { describe, expect, test } from 'vitest';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import { type Mutant, mutate } from './mutant.ts';
import { findStale, tryMutant } from './try-mutant.ts';

const scopes: Mutant = {
  name: 'nothing is different',
  file: 'main/calendars/google/scopes.ts',
  find: 'export const hasRight =',
  replace: 'export const hasRight  =',
  tests: ['tests/main/calendars/google/scopes.test.ts'],
};

// A machine may be busy.
describe('a mutant', { timeout: 240_000 }, () => {
  test('that no test notices is named', async () => {
    expect(await tryMutant(scopes)).toMatchObject({
      caughtBy: null,
      wrong:
        'The mutant "nothing is different" survives tests/main/calendars/google/scopes.test.ts. Write the test that is missing.',
    });
  });

  test('that cannot even be loaded is not caught', async () => {
    const broken = { ...scopes, name: 'half a sentence', replace: 'export const hasRight = (((' };
    const { caughtBy, wrong } = await tryMutant(broken);
    expect(caughtBy).toBeNull();
    expect(wrong).toContain('The mutant "half a sentence" is not caught by an assertion: ');
  });

  test('is there in threads that load the sources by themselves, too', async (ctx) => {
    const whyNot = whyNoGoogle();
    if (whyNot !== null) return ctx.skip(whyNot);
    const reading = {
      name: 'a reading thread finds no events',
      file: 'main/calendars/google/to-ical.ts',
      find: "'BEGIN:VEVENT'",
      replace: "'BEGIN:VTODO'",
      tests: ['tests/main/app/heavy/sync-google.test.ts'],
    };
    const { caughtBy } = await tryMutant(reading);
    expect(caughtBy).toContain('tests/main/app/heavy/sync-google.test.ts > ');
  });

  test('is put in as it is written', () => {
    expect(mutate({ ...scopes, find: 'a', replace: '$&$1' }, 'a')).toBe('$&$1');
    expect(() => mutate({ ...scopes, find: 'a' }, 'aa')).toThrow('"a" stands 2 times in ');
  });
});

test('a list of mutants is told what does not fit the sources any more', () => {
  expect(
    findStale([
      scopes,
      { ...scopes, find: 'no such text' },
      { ...scopes, name: 'elsewhere', file: 'main/nowhere.ts' },
      { ...scopes, name: 'the same', replace: scopes.find },
      { ...scopes, name: 'untested', tests: [] },
      { ...scopes, name: 'lost test', tests: ['tests/nowhere.test.ts'] },
    ]),
  ).toEqual([
    'The mutant "nothing is different" has the name of another one.',
    'The mutant "nothing is different" finds its text 0 times in main/calendars/google/scopes.ts.',
    'The mutant "elsewhere" changes main/nowhere.ts, which is not there.',
    'The mutant "the same" changes nothing.',
    'The mutant "untested" names no tests.',
    'The mutant "lost test" names tests/nowhere.test.ts, which is not there.',
  ]);
});
