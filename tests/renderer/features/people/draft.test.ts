import { describe, expect, test } from 'vitest';
import { readDraft, startFields } from '#renderer/features/people/draft.ts';
import { en } from '#renderer/ui/text/en.ts';
import { createPeople } from '#tests/renderer/support/people.ts';

const { form } = en.people;
const [, , priya] = createPeople();
if (priya === undefined) throw new Error('The scripted people have lost Priya.');
const empty = startFields(null);
const named = { ...empty, name: ' Noor Bakker ', emails: 'Noor@Example.org, noor@home.example\n' };

describe('readDraft', () => {
  test('an untouched form gives back the person', () => {
    const read = readDraft(startFields(priya), priya, form);
    expect(read).toEqual({
      draft: expect.objectContaining({
        id: priya.id,
        name: priya.name,
        emails: priya.emails,
        comfort: priya.comfort,
        cadenceDays: priya.cadenceDays,
        importance: priya.importance,
        language: priya.language,
      }),
    });
  });

  test('trims, lowers addresses, and leaves to the circle what is empty', () => {
    expect(readDraft(named, null, form)).toEqual({
      draft: expect.objectContaining({
        id: null,
        name: 'Noor Bakker',
        emails: ['noor@example.org', 'noor@home.example'],
        cadenceDays: null,
        maximumDays: null,
        comfort: {},
        department: null,
        status: 'followed',
      }),
    });
  });

  test.each([
    [{ ...named, name: ' ' }, { name: form.needsName }],
    [{ ...named, emails: '' }, { emails: form.needsEmail }],
    [{ ...named, emails: 'noor' }, { emails: form.badEmail('noor') }],
    [{ ...named, apart: 'sam' }, { apart: form.badEmail('sam') }],
    [{ ...named, cadence: '0' }, { cadence: form.badDays }],
    [{ ...named, maximum: '3.5' }, { maximum: form.badDays }],
    [{ ...named, cadence: '60', maximum: '60' }, { maximum: form.badMaximum }],
    // Without a cadence the circle's own counts: 180 for the network.
    [{ ...named, maximum: '90' }, { maximum: form.badMaximum }],
  ])('names the field that is wrong', (fields, problems) => {
    expect(readDraft(fields, null, form)).toEqual({ problems });
  });
});
