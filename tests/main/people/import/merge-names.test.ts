import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames, isOneSlipApart, parseName } from '#main/people/import/merge-names.ts';
import { hostileText } from '#tests/main/invites/hostile-text.ts';

const compare = (a: string, b: string) => compareNames(parseName(a), parseName(b));

describe('names', () => {
  it.each([
    ['Jörg Müller', 'joerg MUELLER', 'same'],
    ['Müller, Jörg', 'Jörg Müller', 'same'],
    ['José', 'Jose', 'same'],
    ['Prof. Dr. Ann Lee', 'Ann Lee', 'same'],
    ['Ann Lee (Acme)', 'Ann Lee', 'same'],
    ["O'Brien, Siobhán", 'Siobhan O’Brien', 'same'],
    ['Bob Smith', 'Robert Smith', 'spelling'],
    ['Mike Smith', 'Michael Smith', 'spelling'],
    ['A. Smith', 'Ann Smith', 'spelling'],
    ['Ann Smith', 'Ann Maria Smith', 'spelling'],
    ['Ann Smiht', 'Ann Smith', 'spelling'],
    ['Ann Smith', 'Ann Smith-Jones', 'spelling'],
    ['Ann Smith', 'Ann Jones', 'given'],
    ['Ann', 'Ann Jones', 'given'],
    ['Ann Smith', 'Bob Smith', 'different'],
    ['Smith', 'Ann Smith', 'different'],
    ['Tim Eik', 'Tom Eik', 'different'],
    ['ann@example.com', 'Ann Smith', 'unknown'],
    ['🌅', 'Ann Smith', 'unknown'],
    ['', '', 'unknown'],
  ] as const)('%s and %s: %s', (a, b, likeness) => {
    expect(compare(a, b)).toBe(likeness);
    expect(compare(b, a)).toBe(likeness);
  });

  it('compare alike both ways round, whatever they hold, and to themselves are the same or nothing', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        expect(compare(a, b)).toBe(compare(b, a));
        expect(['same', 'unknown']).toContain(compare(a, a));
      }),
      { numRuns: 300 },
    );
  });
});

it.each([
  ['gmial', 'gmail', true],
  ['yvone', 'yvonne', true],
  ['a', 'a', false],
  ['abc', 'acd', false],
  ['tim', 'tom', true],
  ['abcd', 'badc', false],
])('one slip between %s and %s: %s', (a, b, isSlip) => {
  expect(isOneSlipApart(a, b)).toBe(isSlip);
});
