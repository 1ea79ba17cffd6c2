import type { Circle, ComfortLine } from '#contract/vocabulary.ts';

/** The sentences of the planner. One object a language; a missing sentence fails the build. */
export interface Words {
  readonly locale: string;
  // people
  neverMet(cadence: number): string;
  metOutside(cadence: number, days: number): string;
  metAtWorkOnly(cadence: number, days: number): string;
  talked(cadence: number, days: number): string;
  inGroupsOnly(cadence: number): string;
  readonly workSlows: string;
  importance(high: boolean): string;
  answers(yes: number, all: number): string;
  ratherNot(line: ComfortLine): string;
  sameAsLast(activity: string): string;
  aloneAtHome: string;
  // the group
  mixing(circles: readonly Circle[]): string;
  mixingDepartments(departments: readonly string[]): string;
  crowd(guests: number): string;
  // the time
  sunUntil(time: string): string;
  inside(activity: string): string;
  remote(activity: string): string;
  skyUnknown: string;
  sky(kind: 'dry' | 'maybe' | 'wet', degrees: number | null): string;
  chance(percent: number): string;
  fallback(activity: string): string;
  burden(parts: readonly string[]): string;
  readonly evening: string;
  readonly dayOff: string;
  readonly spend: readonly [string, string, string, string];
  travel(minutes: number): string;
  readonly hosting: string;
  list(parts: readonly string[]): string;
  // days without a proposal
  readonly away: string;
  readonly dayOver: string;
  fullDay: string;
  closedBy(title: string): string;
  planned(title: string): string;
  quiet(weekday: string): string;
  readonly notThisWeek: string;
  readonly notice: string;
  readonly nobodyDue: string;
  /** Those who are due, at most three by name; null: more than that. */
  guestsBusy(names: readonly string[] | null): string;
  enough(perWeek: number): string;
  readonly weekendTaken: string;
  readonly adjacent: string;
  readonly betterElsewhere: string;
  readonly littleGained: string;
  wet(percent: number): string;
  windy(gust: number | null): string;
  cold(degrees: number | null): string;
  hot(degrees: number | null): string;
  darkBy(time: string): string;
  darkUntil(time: string): string;
  readonly dark: string;
  readonly badAir: string;
  readonly thunder: string;
  readonly freezingRain: string;
  readonly storm: string;
  // the plan
  noIdeas: string;
  ideas(count: number, next: string): string;
  idea(activity: string, weekday: string): string;
}
