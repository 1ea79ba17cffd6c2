import { describe, expect, it } from 'vitest';
import { digestSource } from '#main/app/heavy/source-digest.ts';

const digest = (text: string): string => digestSource(Buffer.from(text));
const event = (stamp: string, summary = 'A'): string =>
  `BEGIN:VEVENT\r\nUID:1\r\n${stamp}\r\nSUMMARY:${summary}\r\nEND:VEVENT\r\n`;

describe('digestSource', () => {
  it('sees no difference in the moment of asking', () => {
    expect(digest(event('DTSTAMP:20260601T080000Z'))).toBe(digest(event('DTSTAMP:20260602T090000Z')));
    const folded = event('DTSTAMP;X-A=b:2026\r\n 0601T080000Z').replaceAll('\r\n', '\n');
    expect(digest(folded)).toBe(digest(event('DTSTAMP:x').replaceAll('\r\n', '\n')));
  });

  it('sees every other difference', () => {
    const one = digest(event('DTSTAMP:x'));
    expect(digest(event('DTSTAMP:x', 'B'))).not.toBe(one);
    expect(digest(event('DTSTART:x'))).not.toBe(digest(event('DTSTART:y')));
    expect(digest(event('DTSTAMP:x') + event('DTSTAMP:x'))).not.toBe(one);
    expect(digest('')).not.toBe(one);
  });

  it('bears a text that ends in the middle of a stamp', () => {
    expect(digest('A\nDTSTAMP:1')).toBe(digest('A\nDTSTAMP:2'));
  });
});
