import ICAL from 'ical.js';

/** An iTIP object as a calendar program reads it: times through the VTIMEZONE that it carries and nothing else. */
export interface ReadEvent {
  readonly method: string;
  readonly uid: string;
  readonly sequence: number;
  readonly status: string;
  readonly summary: string;
  readonly description: string;
  readonly location: string | null;
  readonly organizer: string;
  readonly attendees: readonly {
    readonly email: string;
    readonly partstat: string;
    readonly rsvp: string;
    readonly name: string;
  }[];
  readonly startMs: number;
  readonly endMs: number;
  readonly stampMs: number;
  readonly names: readonly string[];
}

export function readEvents(source: string): readonly ReadEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(source) as unknown[]);
  const zones = new Map(
    calendar.getAllSubcomponents('vtimezone').map((component) => {
      const zone = new ICAL.Timezone(component);
      return [zone.tzid, zone] as const;
    }),
  );
  return calendar.getAllSubcomponents('vevent').map((event) => {
    const ms = (name: string): number => {
      const property = event.getFirstProperty(name);
      const time = property?.getFirstValue();
      if (!(time instanceof ICAL.Time)) throw new Error(`${name} is no time.`);
      const tzid = property?.getFirstParameter('tzid');
      const zone = typeof tzid === 'string' ? zones.get(tzid) : ICAL.Timezone.utcTimezone;
      if (zone === undefined) throw new Error(`${name} names a zone that is not there.`);
      time.zone = zone;
      return time.toUnixTime() * 1000;
    };
    const text = (name: string): string => String(event.getFirstPropertyValue(name) ?? '');
    return {
      method: String(calendar.getFirstPropertyValue('method')),
      uid: text('uid'),
      sequence: Number(event.getFirstPropertyValue('sequence')),
      status: text('status'),
      summary: text('summary'),
      description: text('description'),
      location: event.getFirstProperty('location') === null ? null : text('location'),
      organizer: text('organizer').replace(/^mailto:/, ''),
      attendees: event.getAllProperties('attendee').map((attendee) => ({
        email: String(attendee.getFirstValue()).replace(/^mailto:/, ''),
        partstat: attendee.getFirstParameter('partstat') ?? '',
        rsvp: attendee.getFirstParameter('rsvp') ?? '',
        name: attendee.getFirstParameter('cn') ?? '',
      })),
      startMs: ms('dtstart'),
      endMs: ms('dtend'),
      stampMs: ms('dtstamp'),
      names: event.getAllProperties().map(({ name }) => name),
    };
  });
}

export function readEvent(source: string): ReadEvent {
  const [event] = readEvents(source);
  if (event === undefined) throw new Error('There is no event.');
  return event;
}
