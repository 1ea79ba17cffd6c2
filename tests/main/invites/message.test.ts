import { describe, expect, it } from 'vitest';
import { ownTitle, previewMessages, writeMessage } from '#main/invites/message.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import { grill, joost, priya } from './fixtures.ts';

describe('writeMessage', () => {
  it('asks in English: what, when, where, with whom, the fallback, and an easy no', () => {
    expect(writeMessage(grill, priya, 'create')).toEqual({
      subject: 'Grill at home on Thursday 4 June?',
      summary: 'Grill at home with Alex Jansen',
      text: [
        'Hi Priya and Joost,',
        '',
        'It would be good to see you. Would you like to join me?',
        '',
        'What: Grill at home',
        'When: Thursday 4 June, 18:00 to 20:30',
        'Where: Keizersgracht 1, Amsterdam',
        'Who: Priya Nair and Joost de Vries',
        'If it rains: Dinner at home',
        '',
        'No is a fine answer; no reason needed. Another time is just as welcome.',
        '',
        'Alex Jansen',
      ].join('\n'),
    });
  });

  it('asks in Dutch, with the guest’s own time where the clocks differ', () => {
    const { subject, summary, text } = writeMessage(grill, joost, 'create');
    expect(subject).toBe('Thuis barbecueën op donderdag 4 juni?');
    expect(summary).toBe('Thuis barbecueën met Alex Jansen');
    expect(text).toBe(
      [
        'Hoi Priya en Joost,',
        '',
        'Het lijkt me leuk om je te zien. Heb je zin?',
        '',
        'Wat: Thuis barbecueën',
        'Wanneer: donderdag 4 juni, 18:00 tot 20:30 (tijd in Amsterdam)',
        'Bij jou: donderdag 4 juni, 12:00 tot 14:30 (tijd in New York)',
        'Waar: Keizersgracht 1, Amsterdam',
        'Wie: Priya Nair en Joost de Vries',
        'Als het regent: Thuis eten',
        '',
        'Nee is een prima antwoord; een reden hoeft niet. Een andere keer is net zo welkom.',
        '',
        'Alex Jansen',
      ].join('\n'),
    );
  });

  it('leaves out what there is not', () => {
    const { text } = writeMessage(
      {
        ...grill,
        fallback: null,
        location: null,
        guests: [{ ...priya, name: '' }],
        organizer: { name: '', email: 'a@b' },
      },
      { ...priya, name: '' },
      'create',
    );
    expect(text).toBe(
      [
        'Hi,',
        '',
        'It would be good to see you. Would you like to join me?',
        '',
        'What: Grill at home',
        'When: Thursday 4 June, 18:00 to 20:30',
        '',
        'No is a fine answer; no reason needed. Another time is just as welcome.',
      ].join('\n'),
    );
  });

  it('greets everybody, so that an edited text suits every guest; a whole table as all', () => {
    const greetingOf = (count: number, language: 'en' | 'nl'): string => {
      const guests = ['Ann', 'Bo', 'Cas', 'Dee']
        .slice(0, count)
        .map((name) => ({ ...priya, name, language }));
      return writeMessage({ ...grill, guests }, guests[0] ?? priya, 'create').text.split('\n', 1)[0] ?? '';
    };
    expect(greetingOf(1, 'en')).toBe('Hi Ann,');
    expect(greetingOf(3, 'nl')).toBe('Hoi Ann, Bo en Cas,');
    expect(greetingOf(4, 'en')).toBe('Hi all,');
    expect(greetingOf(4, 'nl')).toBe('Hoi allemaal,');
  });

  it('names the partner who invites too', () => {
    const both = { ...grill, coHost: 'Robin' };
    expect(writeMessage(both, priya, 'create').text).toContain('Robin and I are asking you together.');
    expect(writeMessage(both, joost, 'create').text).toContain('Robin en ik vragen je samen.');
  });

  it('says the same time once when the zones show the same clock', () => {
    const { text } = writeMessage(grill, { ...priya, zone: 'Europe/Berlin' }, 'create');
    expect(text).toContain('When: Thursday 4 June, 18:00 to 20:30\n');
    expect(text).not.toContain('Your time');
  });

  it('names the other day where it is already tomorrow, or ends after midnight', () => {
    const { text } = writeMessage(grill, { ...priya, zone: 'Pacific/Auckland' }, 'create');
    expect(text).toContain('Your time: Friday 5 June, 04:00 to 06:30 (Auckland time)');
    const late = {
      ...grill,
      interval: { ...grill.interval, endMs: parseInstant('2026-06-05T00:30:00+02:00') },
    };
    expect(writeMessage(late, priya, 'create').text).toContain(
      'When: Thursday 4 June, 18:00 to Friday 5 June, 00:30',
    );
  });

  it('tells of a new time and of a cancellation', () => {
    expect(writeMessage(grill, priya, 'move').subject).toBe('New time: Grill at home on Thursday 4 June');
    expect(writeMessage(grill, priya, 'move').text).toContain('no is a fine answer; no reason needed');
    const cancelled = writeMessage(grill, joost, 'cancel');
    expect(cancelled.subject).toBe('Gaat niet door: Thuis barbecueën op donderdag 4 juni');
    expect(cancelled.text).not.toContain('Waar:');
  });

  it('sends what the user wrote, in every language, for the invite only', () => {
    const edited = { ...grill, edited: { subject: 'Vuur!\r\nBcc: eve@x', text: 'Kom je?\r\n\r\nA.' } };
    expect(writeMessage(edited, priya, 'create')).toMatchObject({
      subject: 'Vuur! Bcc: eve@x',
      text: 'Kom je?\n\nA.',
    });
    expect(writeMessage(edited, priya, 'cancel').subject).toContain('Cancelled');
  });
});

describe('ownTitle', () => {
  it('names the guests in the user’s own language', () => {
    expect(ownTitle(grill)).toBe('Grill at home with Priya and Joost');
    expect(ownTitle({ ...grill, language: 'nl', guests: [priya, joost, { ...priya, name: 'Sam Bo' }] })).toBe(
      'Thuis barbecueën met Priya, Joost en Sam',
    );
  });
});

describe('previewMessages', () => {
  it('shows one text per language, in the order of the guests', () => {
    const preview = previewMessages(grill);
    expect(preview.subject).toBe('Grill at home on Thursday 4 June?');
    expect(preview.texts.map(({ language }) => language)).toEqual(['en', 'nl']);
    expect(preview.texts[1]?.text).toBe(writeMessage(grill, joost, 'create').text);
  });
});
