import { personId } from '#contract/ids.ts';
import type { IsoDate } from '#contract/time.ts';
import type { Circle, ComfortSheet, GeoPoint, Language } from '#contract/vocabulary.ts';
import { addDays } from '#main/kernel/dates.ts';
import { DEFAULT_CADENCE_DAYS, type Person } from '#main/people/person.ts';

export const SAMPLE_USER = { name: 'Alex Morgan', email: 'alex.morgan@example.com' } as const;

interface Sketch {
  readonly name: string;
  readonly email: string;
  readonly circle: Circle;
  readonly department: string | null;
  readonly importance?: number;
  readonly comfort?: ComfortSheet;
  readonly language?: Language;
  /** Degrees north and east of home. */
  readonly away?: readonly [number, number];
  readonly partner?: string;
}

const SKETCHES = {
  priya: {
    name: 'Priya Raman',
    email: 'priya.raman@example.com',
    circle: 'reports',
    department: 'Platform',
    comfort: { home: 'yes', weekdayEvening: 'yes' },
    away: [0.03, 0.05],
  },
  sam: {
    name: 'Sam Okafor',
    email: 'sam.okafor@example.com',
    circle: 'reports',
    department: 'Platform',
    comfort: { home: 'yes', family: 'yes' },
    away: [-0.04, 0.02],
  },
  lucia: {
    name: 'Lucía Ferrer',
    email: 'lucia.ferrer@example.com',
    circle: 'reports',
    department: 'Data',
    comfort: { weekdayEvening: 'rather-not', alcohol: 'no' },
    away: [0.06, -0.03],
  },
  henrik: {
    name: 'Henrik Dahl',
    email: 'henrik.dahl@example.com',
    circle: 'leaders',
    department: 'Board',
    importance: 1.2,
    away: [0.08, 0.09],
  },
  mei: {
    name: 'Mei Tanaka',
    email: 'mei.tanaka@example.com',
    circle: 'peers',
    department: 'Design',
    comfort: { home: 'yes', weekdayEvening: 'yes', family: 'yes' },
    away: [-0.02, -0.06],
    partner: 'Ken',
  },
  jonas: {
    name: 'Jonas Weber',
    email: 'jonas.weber@example.com',
    circle: 'peers',
    department: 'Sales',
    comfort: { home: 'yes', weekdayEvening: 'yes' },
    away: [0.05, 0.04],
  },
  anouk: {
    name: 'Anouk de Vries',
    email: 'anouk.devries@example.com',
    circle: 'support',
    department: 'Office',
    language: 'nl',
    away: [0.02, -0.02],
  },
  fatima: {
    name: 'Fatima El Amrani',
    email: 'fatima.elamrani@example.com',
    circle: 'partners',
    department: 'Marketing',
    comfort: { home: 'yes', alcohol: 'no', family: 'yes' },
    language: 'nl',
    away: [-0.05, 0.07],
  },
  tom: {
    name: 'Tom Becker',
    email: 'tom.becker@example.com',
    circle: 'partners',
    department: 'Finance',
    comfort: { weekdayEvening: 'no', family: 'no' },
    away: [0.1, -0.08],
  },
  carla: {
    name: 'Carla Mendes',
    email: 'carla.mendes@northwind.example.com',
    circle: 'customers',
    department: 'Northwind',
    importance: 1.1,
    comfort: { family: 'no' },
    away: [-0.07, -0.05],
  },
  david: {
    name: 'David Cohen',
    email: 'david.cohen@lumen.example.com',
    circle: 'customers',
    department: 'Lumen Foods',
    comfort: { home: 'rather-not', weekdayEvening: 'yes', family: 'no' },
    away: [0.09, 0.03],
  },
  rosa: {
    name: 'Rosa Lindqvist',
    email: 'rosa.lindqvist@example.com',
    circle: 'former',
    department: null,
    // Four degrees are some 440 km: only what is remote.
    away: [4, 0.5],
  },
  bram: {
    name: 'Bram Jansen',
    email: 'bram.jansen@example.com',
    circle: 'network',
    department: null,
    comfort: { home: 'yes', weekdayEvening: 'yes' },
    language: 'nl',
    away: [0.01, 0.12],
  },
} as const satisfies Readonly<Record<string, Sketch>>;

export type SampleName = keyof typeof SKETCHES;

export const emailOf = (name: SampleName): string => SKETCHES[name].email;
export const nameOf = (name: SampleName): string => SKETCHES[name].name;
export const firstNameOf = (name: SampleName): string => SKETCHES[name].name.split(' ')[0] ?? '';

const roundPlace = (degrees: number): number => Math.round(degrees * 100) / 100;

/** Thirteen made-up people in all eight circles, added 390 days ago. */
export function inventPeople(home: GeoPoint, today: IsoDate): readonly Person[] {
  const sketches: readonly (readonly [string, Sketch])[] = Object.entries(SKETCHES);
  return sketches.map(([key, sketch]) => {
    const cadenceDays = DEFAULT_CADENCE_DAYS[sketch.circle];
    const [north, east] = sketch.away ?? [0, 0];
    return {
      id: personId(`sample-${key}`),
      name: sketch.name,
      emails: [sketch.email],
      circle: sketch.circle,
      department: sketch.department,
      cadenceDays,
      maximumDays: 2 * cadenceDays,
      importance: sketch.importance ?? 1,
      status: 'followed',
      pausedUntil: null,
      comfort: sketch.comfort ?? {},
      apart: [],
      place: { lat: roundPlace(home.lat + north), lon: roundPlace(home.lon + east) },
      zone: null,
      language: sketch.language ?? null,
      partner: sketch.partner ?? null,
      spontaneous: false,
      added: addDays(today, -390),
    };
  });
}
