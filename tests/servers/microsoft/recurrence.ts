import { Temporal } from 'temporal-polyfill';

export interface RecurrencePattern {
  readonly type: string;
  readonly interval: number;
  readonly daysOfWeek?: readonly string[];
  readonly dayOfMonth?: number;
  readonly month?: number;
  readonly index?: string | null;
  readonly firstDayOfWeek?: string | null;
}

export interface RecurrenceRange {
  readonly type: string;
  readonly startDate: string;
  readonly endDate?: string | null;
  readonly numberOfOccurrences?: number;
  readonly recurrenceTimeZone?: string | null;
}

export interface Recurrence {
  readonly pattern: RecurrencePattern;
  readonly range: RecurrenceRange;
}

type Day = Temporal.PlainDate;

/** As Temporal counts: Monday is 1. */
const WEEKDAYS = ['', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const INDEXES = ['first', 'second', 'third', 'fourth'];
/** Series without an end are not followed further than this. */
const MAXIMUM = 20_000;

const isOn = ({ daysOfWeek = [] }: RecurrencePattern, day: Day): boolean =>
  daysOfWeek.includes(WEEKDAYS[day.dayOfWeek] ?? '');

/** The day of a month that 'the second Tuesday' or 'the last working day' means. */
function findRelative(pattern: RecurrencePattern, month: Temporal.PlainYearMonth): Day | null {
  const days = Array.from({ length: month.daysInMonth }, (_value, index) =>
    month.toPlainDate({ day: index + 1 }),
  ).filter((day) => isOn(pattern, day));
  const index = pattern.index ?? 'first';
  return (index === 'last' ? days.at(-1) : days[INDEXES.indexOf(index)]) ?? null;
}

/** The 31st of a shorter month is its last day, as Outlook has it. */
const findAbsolute = ({ dayOfMonth = 1 }: RecurrencePattern, month: Temporal.PlainYearMonth): Day =>
  month.toPlainDate({ day: Math.min(Math.max(dayOfMonth, 1), month.daysInMonth) });

function* listEvery(days: number, start: Day): Generator<Day> {
  for (let day = start; ; day = day.add({ days })) yield day;
}

function* listWeeks(pattern: RecurrencePattern, start: Day): Generator<Day> {
  const first = Math.max(1, WEEKDAYS.indexOf(pattern.firstDayOfWeek ?? 'sunday'));
  const monday = start.subtract({ days: (start.dayOfWeek - first + 7) % 7 });
  for (let week = 0; ; week += pattern.interval) {
    for (let offset = 0; offset < 7; offset += 1) {
      const day = monday.add({ days: week * 7 + offset });
      if (isOn(pattern, day)) yield day;
    }
  }
}

function* listMonths(pattern: RecurrencePattern, start: Day, months: number): Generator<Day> {
  const isYearly = pattern.type.endsWith('Yearly');
  const from = isYearly ? start.with({ day: 1, month: pattern.month ?? start.month }) : start;
  for (let month = from.toPlainYearMonth(); ; month = month.add({ months })) {
    const day = pattern.type.startsWith('relative')
      ? findRelative(pattern, month)
      : findAbsolute(pattern, month);
    if (day) yield day;
  }
}

/** All days that the pattern means, in order, without an end; some may lie before the start. */
function* listPatternDays(pattern: RecurrencePattern, start: Day): Generator<Day> {
  switch (pattern.type) {
    case 'daily':
      return yield* listEvery(pattern.interval, start);
    case 'weekly':
      return yield* listWeeks(pattern, start);
    case 'absoluteMonthly':
    case 'relativeMonthly':
      return yield* listMonths(pattern, start, pattern.interval);
    case 'absoluteYearly':
    case 'relativeYearly':
      return yield* listMonths(pattern, start, 12 * pattern.interval);
    default:
      throw new RangeError(`There is no recurrence of the type ${pattern.type}.`);
  }
}

/** The days of a series up to one, in order. */
export function* listDays({ pattern, range }: Recurrence, until: string): Generator<string> {
  const start = Temporal.PlainDate.from(range.startDate);
  const last = range.type === 'endDate' && range.endDate ? range.endDate : '9999-12-31';
  const count = range.type === 'numbered' ? (range.numberOfOccurrences ?? 1) : MAXIMUM;
  let given = 0;
  for (const day of listPatternDays(pattern, start)) {
    const text = day.toString();
    if (text > until || text > last || given >= count) return;
    if (text < range.startDate) continue;
    given += 1;
    yield text;
  }
}

/** What is wrong with a recurrence, in Graph's manner; null: nothing. */
export function findRecurrenceProblem({ pattern, range }: Recurrence): string | null {
  const isWeekly = pattern.type === 'weekly' || pattern.type.startsWith('relative');
  if (!Number.isInteger(pattern.interval) || pattern.interval < 1) return 'interval';
  if (isWeekly && (pattern.daysOfWeek ?? []).length === 0) return 'daysOfWeek';
  if (pattern.type.startsWith('absolute') && (pattern.dayOfMonth ?? 0) < 1) return 'dayOfMonth';
  if (pattern.type.endsWith('Yearly') && (pattern.month ?? 0) < 1) return 'month';
  if (range.type === 'endDate' && (range.endDate ?? '') < range.startDate) return 'endDate';
  return range.type === 'numbered' && (range.numberOfOccurrences ?? 0) < 1 ? 'numberOfOccurrences' : null;
}
