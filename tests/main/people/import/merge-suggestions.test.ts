import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personId } from '#contract/ids.ts';
import { isoDate } from '#main/kernel/time.ts';
import { pairKey, suggestMerges } from '#main/people/import/merge-suggestions.ts';
import { toPerson } from '#main/people/import/to-person.ts';
import type { Person } from '#main/people/person.ts';

const person = (id: string, name: string, email: string, changes: Partial<Person> = {}): Person => ({
  ...toPerson({ name, emails: [email] }, { today: isoDate('2026-06-01') }),
  id: personId(id),
  ...changes,
});

const none: ReadonlySet<string> = new Set();
const suggest = (...people: readonly Person[]) =>
  suggestMerges(people, none).map(({ keep, drop, reason }) => `${keep.id} ${drop.id} ${reason}`);

describe('who stays', () => {
  it('is the one who is followed, then the one who was added first, then the smaller id', () => {
    const added = isoDate('2026-01-01');
    expect(
      suggest(
        person('a', 'Ann Lee', 'ann@a.example', { status: 'paused' }),
        person('b', 'Ann Lee', 'ann@a.example', { added: isoDate('2026-02-01') }),
        person('c', 'Ann Lee', 'ann@a.example', { added }),
        person('d', 'Ann Lee', 'ann@a.example', { added }),
      ).toSorted(),
    ).toEqual(
      [
        'b a same-name-same-address',
        'c a same-name-same-address',
        'c b same-name-same-address',
        'c d same-name-same-address',
        'd a same-name-same-address',
        'd b same-name-same-address',
      ].toSorted(),
    );
  });
});

it('what was kept apart is not suggested, whichever of the two was named first', () => {
  const people = [person('a', 'Ann Lee', 'a@a.example'), person('b', 'Ann Lee', 'b@b.example')];
  expect(suggestMerges(people, none)).toHaveLength(1);
  expect(suggestMerges(people, new Set([pairKey(personId('b'), personId('a'))]))).toEqual([]);
});

it('the likeliest come first, and at most a hundred', () => {
  const crowd = Array.from({ length: 300 }, (_, i) =>
    person(`p${i}`, `Ann Lee${i >> 1}`, `a${i}@x${i}.example`),
  );
  expect(suggestMerges(crowd, none)).toHaveLength(100);
  const found = suggest(
    ...crowd,
    person('q', 'Bob Lee', 'lee@family.example'),
    person('r', 'Cy Moon', 'lee@family.example'),
    person('s', 'Dee Sun', 'dee@sun.example'),
    person('t', 'Sun, Dee', 'dee@sun.example'),
  );
  expect(found[0]).toBe('s t same-name-same-address');
});

it('does not depend on the order of the people, and never pairs anybody with themselves', () => {
  const name = fc.constantFrom(
    'Ann Lee',
    'Lee, Ann',
    'Bob Lee',
    'Robert Lee',
    'Ann',
    'A. Lee',
    'x@a.example',
  );
  const email = fc.constantFrom(
    'ann@a.example',
    'ann+x@a.example',
    'info@a.example',
    'bob@gmail.com',
    'b.ob@gmail.com',
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(name, email), { maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      (rows, order) => {
        const people = rows.map(([called, address], i) => person(`p${i}`, called, address));
        const shuffled = people
          .map((one) => ({ one, at: order.next().value }))
          .toSorted((a, b) => a.at - b.at);
        const pairs = suggestMerges(people, none);
        expect(
          suggestMerges(
            shuffled.map(({ one }) => one),
            none,
          ),
        ).toEqual(pairs);
        expect(pairs.filter(({ keep, drop }) => keep.id === drop.id)).toEqual([]);
        expect(new Set(pairs.map(({ keep, drop }) => pairKey(keep.id, drop.id))).size).toBe(pairs.length);
      },
    ),
  );
});
