import type { Words } from '#main/planner/explain/words.ts';

const CIRCLE = {
  reports: 'your team',
  leaders: 'leaders',
  peers: 'peers',
  support: 'support',
  partners: 'other departments',
  customers: 'customers',
  former: 'earlier jobs',
  network: 'your network',
} as const;

const COMFORT = {
  home: 'at somebody’s home',
  weekdayEvening: 'on weekday evenings',
  alcohol: 'where there is alcohol',
  family: 'with families',
} as const;

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;
const count = (n: number): string => NUMBERS[n] ?? String(n);
const days = (n: number): string => (n === 1 ? '1 day' : `${n} days`);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

export const en = {
  locale: 'en-GB',
  neverMet: (cadence) => `You aim for every ${days(cadence)}, and your calendar knows of no meeting yet.`,
  metOutside: (cadence, since) =>
    `You aim for every ${days(cadence)}; it has been ${days(since)} since you met outside work.`,
  metAtWorkOnly: (cadence, since) =>
    `You aim for every ${days(cadence)}; you talked ${since === 0 ? 'today' : `${days(since)} ago`}, and never outside work.`,
  talked: (cadence, since) =>
    `You aim for every ${days(cadence)}; it has been ${days(since)} since you really talked.`,
  inGroupsOnly: (cadence) => `You aim for every ${days(cadence)}; lately you met in larger groups only.`,
  workSlows: 'Working together slows the clock and never stops it.',
  importance: (high) =>
    high ? 'You marked this one as important.' : 'You marked this one as less pressing.',
  answers: (yes, all) => `Said yes to ${yes} of ${all}.`,
  ratherNot: (line) => `Rather not ${COMFORT[line]}.`,
  sameAsLast: (activity) => `Last time it was ${activity.toLowerCase()} as well.`,
  aloneAtHome: 'Alone at somebody’s home is something to ask about first.',
  mixing: (circles) => `It brings ${list(circles.map((circle) => CIRCLE[circle]))} to one table.`,
  mixingDepartments: (departments) => `It brings ${list(departments)} together.`,
  crowd: (guests) => `With ${count(guests)} guests there is a little less of you for each.`,
  sunUntil: (time) => `Sun until ${time}.`,
  inside: (activity) => `${activity} is indoors, whatever the weather.`,
  remote: (activity) => `${activity} works from anywhere.`,
  skyUnknown: 'The forecast does not reach this far.',
  sky: (kind, degrees) => {
    const word = { dry: 'dry', maybe: 'maybe a shower', wet: 'likely wet' }[kind];
    return degrees === null ? word : `${word} and ${Math.round(degrees)}°`;
  },
  chance: (percent) => `${percent} %`,
  fallback: (activity) => `If the weather turns: ${activity.toLowerCase()}, same time.`,
  burden: (parts) => `What it takes: ${list(parts)}.`,
  evening: 'a weekday evening',
  dayOff: 'some of your day off',
  spend: ['nothing', 'a coffee’s worth', 'a meal’s worth', 'a ticket’s worth'],
  travel: (minutes) => `about ${minutes} minutes there`,
  hosting: 'hosting at home',
  list,
  away: 'You are away.',
  dayOver: 'What is left of your hours today is too short.',
  fullDay: 'No free stretch of 45 minutes in your hours.',
  closedBy: (title) => `All day: ${title}.`,
  planned: (title) => `Planned already: ${title}.`,
  quiet: (weekday) => `${weekday} stays quiet.`,
  notThisWeek: 'You said: not this week.',
  notice: 'Too short a notice: people are asked a day ahead.',
  nobodyDue: 'Nobody is due.',
  guestsBusy: (names) =>
    names === null
      ? 'Those who are due are busy then.'
      : `${list(names)} ${names.length === 1 ? 'is' : 'are'} busy then.`,
  enough: (perWeek) => `${capital(count(perWeek))} in seven days ${perWeek === 1 ? 'is' : 'are'} enough.`,
  weekendTaken: 'One on a weekend is enough.',
  adjacent: 'The day beside it has one; a day between is better.',
  betterElsewhere: 'Those who are due fit better on other days.',
  littleGained: 'Nothing here is worth an evening of yours.',
  wet: (percent) => `wet (${percent} %)`,
  windy: (gust) => (gust === null ? 'windy' : `windy (${Math.round(gust)} km/h)`),
  cold: (degrees) => (degrees === null ? 'cold' : `cold (${Math.round(degrees)}°)`),
  hot: (degrees) => (degrees === null ? 'hot' : `hot (${Math.round(degrees)}°)`),
  darkBy: (time) => `dark by ${time}`,
  darkUntil: (time) => `dark until ${time}`,
  dark: 'dark',
  badAir: 'bad air',
  thunder: 'thunder',
  freezingRain: 'freezing rain',
  storm: 'storm',
  noIdeas: 'Nothing to arrange, and that is a good week.',
  ideas: (n, next) => `${capital(count(n))} ${n === 1 ? 'idea' : 'ideas'}. The next: ${next}.`,
  idea: (activity, weekday) => `${activity.toLowerCase()} on ${weekday}`,
} as const satisfies Words;
