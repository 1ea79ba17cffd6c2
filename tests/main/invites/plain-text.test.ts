import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerText, isAddress, manyLines, oneLine } from '#main/invites/plain-text.ts';
import { hostileText } from './hostile-text.ts';

describe('oneLine', () => {
  it('keeps what people write', () => {
    expect(oneLine('  Café "De Zon", Zuid – 3e; naast Æ 東京 🌅 ')).toBe(
      'Café "De Zon", Zuid – 3e; naast Æ 東京 🌅',
    );
  });

  it('makes one harmless line of anything', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const line = oneLine(text);
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
        expect(line.isWellFormed()).toBe(true);
        expect(oneLine(line)).toBe(line);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('headerText', () => {
  it('is decoded by nobody', () => {
    expect(headerText('=?utf-8?Q?=0ABcc:?= a =?= ==??')).not.toContain('=?');
    expect(headerText('Why = how?')).toBe('Why = how?');
  });
});

describe('manyLines', () => {
  it('keeps lines and drops what is not text', () => {
    expect(manyLines('Hi,\r\n\r\n  indented\ttab \u202e\rlast\u0000')).toBe('Hi,\n\n  indented tab\nlast');
  });

  it('knows one line break only', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(manyLines(text)).not.toMatch(/[^\P{Cc}\n]|[\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('isAddress', () => {
  it.each(['a@b', 'priya.nair+x@mail.example.org', 'jörg@exämple.de'])('takes %s', (text) => {
    expect(isAddress(text)).toBe(true);
  });

  it.each([
    '',
    'a',
    '@b',
    'a@',
    'a@b@c',
    'a b@c',
    'a@b\r\nBcc: c@d',
    '<a@b>',
    'a@b,c@d',
    '"a b"@c',
    'a@b..c',
    'a@.c',
  ])('refuses %j', (text) => {
    expect(isAddress(text)).toBe(false);
  });

  it('never takes what could end a header or an envelope', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(isAddress(`${text}@example.org`));
        expect(text).not.toMatch(/[\s\p{Cc}<>,;:"]/u);
      }),
    );
  });
});
