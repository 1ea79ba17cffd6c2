import ICAL from 'ical.js';

/**
 * The first calendar in a text that somebody else wrote, for reading its events; throws where there is none. Its zones
 * are left out: ical.js opens all of them when it reads one time, without limits, and throws at one that is none.
 */
export function openForeignCalendar(text: string): ICAL.Component {
  // jCal: one component, or a list of them where a text holds several, or none.
  const parsed: unknown = ICAL.parse(text);
  const components: readonly unknown[] = Array.isArray(parsed) ? parsed : [];
  const first = typeof components[0] === 'string' ? components : components[0];
  if (!Array.isArray(first) || !Array.isArray(first[1])) throw new Error('it holds no calendar');
  const inside: readonly unknown[] = Array.isArray(first[2]) ? first[2] : [];
  return new ICAL.Component([first[0], first[1], inside.filter((each) => !isZone(each))]);
}

const isZone = (component: unknown): boolean => Array.isArray(component) && component[0] === 'vtimezone';
