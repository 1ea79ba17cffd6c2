import { describe, expect, it } from 'vitest';
import { tellSkippedEntry } from '#main/app/views/import-words.ts';
import { parseGoogleContacts, parsePeople } from '#main/people/import/parse-people.ts';

describe('why an entry of an address book was left out, in Dutch', () => {
  const CARD = 'BEGIN:VCARD\nVERSION:4.0\n';
  const BOOK = `${CARD}FN:Ann\nEND:VCARD\n${CARD}FN:All\nKIND:group\nEND:VCARD\n${CARD}FN:Bo\nEMAIL:bo\nEND:VCARD\n`;
  const TABLE = 'name,emails,shoes\nAnn,a@example.com,38\n"Bo,b@example.com\n';

  it.each([
    ['contacts', BOOK],
    ['table', TABLE],
    ['list', '[{"name":"Ann","emails":["ann@example.com"],"shoes":38},{"emails":["b@example.com"]}]'],
  ])('%s: whole, and English where that is spoken', (_name, text) => {
    const reading = parsePeople(text, 'people');
    if (!reading.ok) throw new Error(reading.message);
    const { skipped } = reading.value;
    expect(skipped.length).toBeGreaterThan(0);
    for (const entry of skipped) {
      const { uid, reason } = tellSkippedEntry(entry, 'nl');
      expect(reason).not.toBe(entry.reason);
      expect(`${uid} ${reason}`).not.toMatch(/\b(?:has|is no|row|card|address|ignored|person)\b/);
      expect(tellSkippedEntry(entry, 'en')).toEqual(entry);
    }
  });

  it('says it of a contact at Google', () => {
    const { skipped } = parseGoogleContacts([{ names: [{ displayName: 'Ann' }] }, 7]);
    expect(skipped.map((entry) => tellSkippedEntry(entry, 'nl'))).toEqual([
      { uid: 'Ann (contact 1)', reason: 'heeft geen mailadres' },
      { uid: 'contact 2', reason: 'is geen contact' },
    ]);
  });

  it('says all that is wrong with one, and leaves what it does not know', () => {
    const reason = 'has no name; circle: unknown circle; has no e-mail address';
    expect(tellSkippedEntry({ uid: 'row 4', reason }, 'nl')).toEqual({
      uid: 'regel 4',
      reason: 'heeft geen naam; circle: unknown circle; heeft geen mailadres',
    });
    expect(tellSkippedEntry({ uid: 'Bo (row 4)', reason: 'x' }, 'nl').uid).toBe('Bo (regel 4)');
  });
});
