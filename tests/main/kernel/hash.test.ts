import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fnv1a } from '#main/kernel/hash.ts';

describe('fnv1a', () => {
  it.each([
    ['', 0x81_1c_9d_c5],
    ['a', 0xe4_0c_29_2c],
    ['foobar', 0xbf_9c_f9_68],
  ])('gives the published value of %j', (text, hash) => {
    expect(fnv1a(text)).toBe(hash);
  });

  it('is a whole number of 32 bits without a sign', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const hash = fnv1a(text);
        expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32).toBe(true);
      }),
    );
  });

  it('hears the order of the characters', () => {
    expect(fnv1a('ab')).not.toBe(fnv1a('ba'));
  });
});
