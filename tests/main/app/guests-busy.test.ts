import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountId, personId } from '#contract/ids.ts';
import { chooseGuests, type GuestsQuestion, readGuestsBusy } from '#main/app/guests-busy.ts';
import type { GuestBusy } from '#main/store/guests-busy.ts';

const NOW = Date.parse('2026-06-01T09:00:00Z');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const [WORK, HOME] = [accountId('work'), accountId('home')];
const LUNCH = { startMs: NOW + HOUR_MS, endMs: NOW + 2 * HOUR_MS };

const answer = (email: string, hoursAgo: number, changed: Partial<GuestBusy> = {}): GuestBusy => ({
  accountId: WORK,
  email,
  askedMs: NOW - hoursAgo * HOUR_MS,
  busy: [LUNCH],
  ...changed,
});
const ask = (changed: Partial<GuestsQuestion>): Record<string, readonly string[]> =>
  Object.fromEntries(
    chooseGuests({
      people: [{ emails: ['ann@example.org'] }],
      known: [],
      accounts: [WORK, HOME],
      me: ['me@example.org'],
      nowMs: NOW,
      ...changed,
    }),
  );

describe('whom to ask about', () => {
  it('is everybody with an address, over the first account, once and never the user', () => {
    const people = [
      { emails: ['b@example.org', 'a@example.org'] },
      { emails: [] },
      { emails: ['a@example.org', 'me@example.org'] },
    ];
    expect(ask({ people })).toEqual({ work: ['b@example.org', 'a@example.org'] });
  });

  it('is nobody about whom it was asked within two hours', () => {
    expect(ask({ known: [answer('ann@example.org', 1.9)] })).toEqual({});
    expect(ask({ known: [answer('ann@example.org', 2)] })).toEqual({ work: ['ann@example.org'] });
  });

  it('is asked over the next account where the first may not see it, and of neither again for a week', () => {
    const no = answer('ann@example.org', 24, { busy: null });
    expect(ask({ known: [no] })).toEqual({ home: ['ann@example.org'] });
    expect(ask({ known: [no, { ...no, accountId: HOME }] })).toEqual({});
    const old = { ...no, askedMs: NOW - 7 * DAY_MS };
    expect(ask({ known: [old, { ...no, accountId: HOME }] })).toEqual({ work: ['ann@example.org'] });
  });

  it('is asked again after the clock was set back', () => {
    expect(ask({ known: [answer('ann@example.org', -48)] })).toEqual({ work: ['ann@example.org'] });
  });

  it('is nobody without an account', () => {
    expect(ask({ accounts: [] })).toEqual({});
  });

  it('is over one account at a time, whatever is known', () => {
    const email = fc.constantFrom('a@example.org', 'b@example.org', 'c@example.org');
    const known = fc.array(
      fc.record({
        accountId: fc.constantFrom(WORK, HOME),
        email,
        askedMs: fc.integer({ min: NOW - 10 * DAY_MS, max: NOW }),
        busy: fc.constantFrom(null, [], [LUNCH]),
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(email)), known, (addresses, answers) => {
        const asked = Object.values(ask({ people: addresses.map((emails) => ({ emails })), known: answers }));
        const all = asked.flat();
        expect(new Set(all).size).toBe(all.length);
        for (const one of all) expect(addresses.flat()).toContain(one);
      }),
    );
  });
});

describe('what is planned with', () => {
  const ann = { id: personId('ann'), emails: ['ann@example.org', 'ann@home.example'] };

  it('is by any of their addresses and any account, no older than a day', () => {
    const dinner = { startMs: NOW + 9 * HOUR_MS, endMs: NOW + 11 * HOUR_MS };
    const known = [
      answer('ann@example.org', 23),
      answer('ann@home.example', 1, { accountId: HOME, busy: [dinner] }),
      answer('bob@example.org', 1),
    ];
    expect(readGuestsBusy(known, [ann], NOW)).toEqual(new Map([[ann.id, [LUNCH, dinner]]]));
  });

  it('is nothing where it is too old or may not be seen', () => {
    const known = [answer('ann@example.org', 24), answer('ann@home.example', 1, { busy: null })];
    expect(readGuestsBusy(known, [ann], NOW)).toEqual(new Map());
  });
});
