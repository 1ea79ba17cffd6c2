import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventIdOf } from '#main/calendars/event-id.ts';
import { eventIdIn, eventRef } from '#main/invites/google/event-ref.ts';

/** What Google takes for an id. */
const GOOGLE_ID = /^[a-v0-9]{5,1024}$/;

describe('the id of an event', () => {
  it('is the UUID of the invite, in 26 characters of base32hex', () => {
    // RFC 4648, 10: the bytes of "foobar" are CPNMUOJ1E8 in this alphabet.
    expect(eventIdOf('foobar@golden-hour')).toBe('cpnmuoj1e8');
    expect(eventIdOf('00000000-0000-4000-8000-000000000000@golden-hour')).toBe('00000000010010000000000000');
  });

  it('is taken by Google, the same each time, and another one for another invite', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, other) => {
        const id = eventIdOf(`${one}@golden-hour`);
        expect(id).toMatch(GOOGLE_ID);
        expect(id).toHaveLength(26);
        expect(eventIdOf(`${one}@golden-hour`)).toBe(id);
        expect(eventIdOf(`${other}@golden-hour`) === id).toBe(one === other);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(['a@golden-hour', 'inv-1@golden-hour', 'Zoë'])('is taken by Google for %s too', (uid) => {
    expect(eventIdOf(uid)).toMatch(GOOGLE_ID);
  });

  it('is found again behind a calendar whose name has a slash', () => {
    expect(eventIdIn(eventRef('a/b@group.calendar.google.com', 'abc12'))).toBe('abc12');
  });
});
