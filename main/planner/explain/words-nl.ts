import type { Words } from '#main/planner/explain/words.ts';

const CIRCLE = {
  reports: 'je team',
  leaders: 'leiding',
  peers: 'collega’s op jouw niveau',
  support: 'ondersteuning',
  partners: 'andere afdelingen',
  customers: 'klanten',
  former: 'eerdere banen',
  network: 'je netwerk',
} as const;

const COMFORT = {
  home: 'bij iemand thuis',
  weekdayEvening: 'op doordeweekse avonden',
  alcohol: 'waar alcohol is',
  family: 'met gezinnen',
} as const;

const NUMBERS = ['geen', 'één', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen'] as const;
const count = (n: number): string => NUMBERS[n] ?? String(n);
const days = (n: number): string => (n === 1 ? '1 dag' : `${n} dagen`);
const capital = (text: string): string =>
  text.startsWith('é') ? `É${text.slice(1)}` : text.charAt(0).toUpperCase() + text.slice(1);

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} en ${parts.at(-1)}`;

export const nl = {
  locale: 'nl-NL',
  neverMet: (cadence) => `Je mikt op elke ${days(cadence)}, en je agenda kent nog geen afspraak.`,
  metOutside: (cadence, since) =>
    `Je mikt op elke ${days(cadence)}; het is ${days(since)} geleden dat jullie elkaar buiten het werk zagen.`,
  metAtWorkOnly: (cadence, since) =>
    `Je mikt op elke ${days(cadence)}; jullie spraken elkaar ${since === 0 ? 'vandaag' : `${days(since)} geleden`}, en nog nooit buiten het werk.`,
  talked: (cadence, since) =>
    `Je mikt op elke ${days(cadence)}; het is ${days(since)} geleden dat jullie elkaar echt spraken.`,
  inGroupsOnly: (cadence) =>
    `Je mikt op elke ${days(cadence)}; de laatste tijd zagen jullie elkaar alleen in grotere groepen.`,
  workSlows: 'Samen werken vertraagt de klok, maar zet hem niet stil.',
  importance: (high) =>
    high ? 'Je noemde dit contact belangrijk.' : 'Je noemde dit contact minder dringend.',
  answers: (yes, all) => `Zei ${yes} van de ${all} keer ja.`,
  ratherNot: (line) => `Liever niet ${COMFORT[line]}.`,
  sameAsLast: (activity) => `De vorige keer was het ook ${activity.toLowerCase()}.`,
  aloneAtHome: 'Met z’n tweeën bij iemand thuis: vraag dat eerst even.',
  mixing: (circles) => `Het brengt ${list(circles.map((circle) => CIRCLE[circle]))} aan één tafel.`,
  mixingDepartments: (departments) => `Het brengt ${list(departments)} bij elkaar.`,
  crowd: (guests) => `Met ${count(guests)} gasten heb je voor ieder wat minder tijd.`,
  sunUntil: (time) => `Zon tot ${time}.`,
  inside: (activity) => `${activity} is binnen, wat voor weer het ook is.`,
  remote: (activity) => `${activity} kan overal.`,
  skyUnknown: 'Zo ver reikt de weersverwachting niet.',
  sky: (kind, degrees) => {
    const word = { dry: 'droog', maybe: 'kans op een bui', wet: 'waarschijnlijk nat' }[kind];
    return degrees === null ? word : `${word} en ${Math.round(degrees)}°`;
  },
  chance: (percent) => `${percent} %`,
  fallback: (activity) => `Slaat het weer om: ${activity.toLowerCase()}, zelfde tijd.`,
  burden: (parts) => `Wat het vraagt: ${list(parts)}.`,
  evening: 'een doordeweekse avond',
  dayOff: 'een stuk van je vrije dag',
  spend: ['niets', 'een kop koffie', 'een maaltijd', 'een kaartje'],
  travel: (minutes) => `zo’n ${minutes} minuten heen`,
  hosting: 'zelf ontvangen',
  list,
  away: 'Je bent weg.',
  dayOver: 'Wat er vandaag van je uren over is, is te kort.',
  fullDay: 'Nergens 45 minuten vrij in je uren.',
  closedBy: (title) => `Hele dag: ${title}.`,
  planned: (title) => `Al gepland: ${title}.`,
  quiet: (weekday) => `${capital(weekday)} blijft rustig.`,
  notThisWeek: 'Je zei: deze week niet.',
  notice: 'Te kort dag: we vragen mensen een dag van tevoren.',
  nobodyDue: 'Niemand is aan de beurt.',
  guestsBusy: (names) =>
    names === null
      ? 'Wie aan de beurt is, is dan bezet.'
      : `${list(names)} ${names.length === 1 ? 'is' : 'zijn'} dan bezet.`,
  enough: (perWeek) => `${capital(count(perWeek))} in zeven dagen is genoeg.`,
  weekendTaken: 'Eén in het weekend is genoeg.',
  adjacent: 'De dag ernaast is al bezet; een dag ertussen is fijner.',
  betterElsewhere: 'Wie aan de beurt is, past beter op andere dagen.',
  littleGained: 'Hier is niets een avond van jou waard.',
  wet: (percent) => `nat (${percent} %)`,
  windy: (gust) => (gust === null ? 'winderig' : `winderig (${Math.round(gust)} km/u)`),
  cold: (degrees) => (degrees === null ? 'koud' : `koud (${Math.round(degrees)}°)`),
  hot: (degrees) => (degrees === null ? 'heet' : `heet (${Math.round(degrees)}°)`),
  darkBy: (time) => `donker om ${time}`,
  darkUntil: (time) => `donker tot ${time}`,
  dark: 'donker',
  badAir: 'slechte lucht',
  thunder: 'onweer',
  freezingRain: 'ijzel',
  storm: 'storm',
  noIdeas: 'Niets te regelen, en dat is een goede week.',
  ideas: (n, next) => `${capital(count(n))} ${n === 1 ? 'idee' : 'ideeën'}. Het eerste: ${next}.`,
  idea: (activity, weekday) => `${activity.toLowerCase()} op ${weekday}`,
} as const satisfies Words;
