import { describe, expect, it } from 'vitest';
import type { Attendee } from '#main/calendars/event.ts';
import { classifyPlace, type Place } from '#main/calendars/place-of.ts';
import { occurrence } from '#tests/main/calendars/occurrence.ts';

const places = { homeNames: ['Keizersgracht 1'], offices: ['Acme HQ', 'HQ', 'Stationsplein'] };

const classify = (location: string | null, more: Parameters<typeof occurrence>[0] = {}): Place =>
  classifyPlace(occurrence({ location, ...more }), places);

const room: Attendee = { email: 'zaal3@example.com', name: 'Zaal 3', rsvp: 'accepted', kind: 'room' };

describe('classifyPlace', () => {
  it.each<[string, Place]>([
    ['https://zoom.us/j/123456?pwd=x', 'online'],
    ['https://example.com/anything', 'online'],
    ['zoom.us/j/123456', 'online'],
    ['meet.google.com/abc-defg-hij', 'online'],
    ['Microsoft Teams Meeting', 'online'],
    ['Microsoft Teams-vergadering', 'online'],
    ['Zoom', 'online'],
    ['Online', 'online'],
    ['via Teams', 'online'],
    ['+31 20 123 4567,,123456#', 'online'],
    ['Dial-in: (020) 123 45 67 pin 1234#', 'online'],
    ['Meeting ID: 123 456 789, https://zoom.us/j/123456789', 'online'],
    ['Acme HQ, room 3', 'office'],
    ['ACME hq', 'office'],
    ['HQ', 'office'],
    ['Teams / HQ', 'office'],
    ['Stationsplein 9, Utrecht', 'office'],
    ['Home', 'home'],
    ['at home', 'home'],
    ['Thuis', 'home'],
    ['bij mij thuis', 'home'],
    ['Home - dinner', 'home'],
    ['Thuis (Keizersgracht)', 'home'],
    ['Keizersgracht 1, Amsterdam', 'home'],
    ['Café de Hoek', 'elsewhere'],
    ['Home Depot', 'elsewhere'],
    ['Thuis bij Jan', 'elsewhere'],
    ['Restaurant Zoomers', 'elsewhere'],
    ['De Waag, https://dewaag.nl/menu', 'elsewhere'],
    ['Prinsengracht 263', 'elsewhere'],
    ['AHQB building', 'elsewhere'],
    ['', 'none'],
    ['-', 'none'],
  ])('%j is %s', (location, place) => {
    expect(classify(location)).toBe(place);
  });

  it('takes conference data alone for online, and beside a place for nothing', () => {
    expect(classify(null)).toBe('none');
    expect(classify(null, { hasConference: true })).toBe('online');
    expect(classify('Café de Hoek', { hasConference: true })).toBe('elsewhere');
  });

  it('takes a room among the attendees for the office, whatever the location says', () => {
    expect(classify(null, { attendees: [room] })).toBe('office');
    expect(classify('https://zoom.us/j/1', { attendees: [room] })).toBe('office');
    expect(classify('Café', { attendees: [{ ...room, kind: 'resource' }] })).toBe('elsewhere');
  });
});
