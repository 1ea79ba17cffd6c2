import { type Day, liveDay } from '#tests/support/google/live-day.ts';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import type { Figure } from './figures.ts';

const officeHours = (hour: number): boolean => hour >= 9 && hour < 17;

/** The days of docs/scale.md. */
const DAYS: readonly (Day & { readonly target: number })[] = [
  {
    name: 'idle',
    calendars: 1,
    looksAt: () => false,
    invites: 0,
    people: 30,
    changes: 4,
    target: 100,
  },
  {
    name: 'normal',
    calendars: 2,
    looksAt: officeHours,
    invites: 1,
    people: 30,
    changes: 10,
    target: 124,
  },
  {
    name: 'long',
    calendars: 5,
    looksAt: () => true,
    invites: 0,
    people: 200,
    changes: 40,
    target: 196,
  },
  {
    name: 'heavy',
    calendars: 5,
    looksAt: () => true,
    invites: 40,
    people: 200,
    changes: 40,
    target: 196,
  },
];

/** Requests of a user and day, by the log of the stand-in for Google. */
export async function measureGoogleDay(): Promise<Figure[]> {
  const reason = whyNoGoogle();
  if (reason !== null) {
    process.stderr.write(`The days at Google are left out. ${reason}\n`);
    return [];
  }
  const figures: Figure[] = [];
  for (const { target, ...day } of DAYS) {
    const lived = await liveDay(day);
    const methods = Object.entries(lived.byMethod)
      .toSorted(([, a], [, b]) => b - a)
      .map(([method, count]) => `${method.slice('calendar.'.length)} ${count}`);
    figures.push(
      {
        name: `requests on a ${day.name} day`,
        value: lived.requests,
        unit: 'requests',
        target: null,
        note: methods.join(', '),
      },
      {
        name: `of its own accord on a ${day.name} day`,
        value: lived.own,
        unit: 'requests',
        target,
        note: `calendars: ${day.calendars}, invites sent: ${lived.sent}; connecting took ${lived.connecting}`,
      },
    );
    if (day.looksAt(12)) {
      figures.push({
        name: `oldest while somebody looks on a ${day.name} day`,
        value: lived.oldestMinutes,
        unit: 'minutes',
        target: 15,
        note: 'the home calendar, seen once a minute',
      });
    }
  }
  return figures;
}
