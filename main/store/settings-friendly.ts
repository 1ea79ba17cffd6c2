/**
 * What people write in a settings file, turned into the shapes of the schema: '12:00-13:30' for a span, 'mon' or
 * 'mon-fri' for weekdays, one span where a list is meant. What it does not understand stays as it is, for the schema
 * to name.
 */
export function friendly(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, friendlyPart(key, value)]));
}

function friendlyPart(key: string, value: unknown): unknown {
  switch (key) {
    case 'me':
    case 'homeNames':
    case 'offices':
    case 'ignoredCalendars':
      return typeof value === 'string' ? [value] : value;
    case 'workHours':
      return byWeekday(value, span);
    case 'willingHours':
      return byWeekday(value, spans);
    case 'holidayHours':
      return spans(value);
    case 'quietWeekdays':
      return weekdays(value);
    case 'protectedBlocks':
      return Array.isArray(value) ? value.map(protectedBlock) : value;
    case 'notices':
      return isRecord(value) ? notices(value) : value;
    case 'home':
      return isRecord(value) ? { label: '', ...value } : value;
    default:
      return value;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** '7:30' and '24:00' as minutes since midnight. */
function minute(value: unknown): unknown {
  const match = typeof value === 'string' ? /^\s*(\d{1,2}):(\d{2})\s*$/.exec(value) : null;
  if (match === null) return value;
  const [hour, minutes] = [Number(match[1]), Number(match[2])];
  return hour > 24 || minutes > 59 ? value : hour * 60 + minutes;
}

function span(value: unknown): unknown {
  if (typeof value === 'string') {
    const [from, until, ...rest] = value.split(/[-–]/);
    return rest.length === 0 && until !== undefined ? { from: minute(from), until: minute(until) } : value;
  }
  return isRecord(value) ? { ...value, from: minute(value['from']), until: minute(value['until']) } : value;
}

function spans(value: unknown): unknown {
  if (value === null) return [];
  if (typeof value === 'string') return value.split(',').map(span);
  return Array.isArray(value) ? value.map(span) : [span(value)];
}

const WEEKDAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** 'mon', 'Monday', 1 and '1' are 1. */
function weekday(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim().toLowerCase();
  if (/^[1-7]$/.test(text)) return Number(text);
  const index = WEEKDAY_NAMES.findIndex((name) => text.startsWith(name));
  return index < 0 ? value : index + 1;
}

/** 'mon-fri' is five of them. A range that ends before it starts goes over Sunday. */
function weekdayRange(value: unknown): readonly unknown[] {
  const [from, until] = typeof value === 'string' ? value.split(/[-–]/).map(weekday) : [];
  if (typeof from !== 'number' || typeof until !== 'number') return [weekday(value)];
  return Array.from({ length: ((until - from + 7) % 7) + 1 }, (_, i) => ((from - 1 + i) % 7) + 1);
}

const weekdays = (value: unknown): unknown =>
  (Array.isArray(value) ? value : [value]).flatMap((entry: unknown) => weekdayRange(entry));

function byWeekday(value: unknown, each: (value: unknown) => unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) =>
      weekdayRange(key).map((day): [string, unknown] => [String(day), each(entry)]),
    ),
  );
}

function protectedBlock(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const { from, until, ...rest } = value;
  return {
    name: '',
    date: null,
    ...rest,
    weekdays: value['weekdays'] === undefined ? [] : weekdays(value['weekdays']),
    span: span(value['span'] ?? { from, until }),
  };
}

function notices(value: Readonly<Record<string, unknown>>): unknown {
  const { weeklyPlan: plan, quietFrom, quietUntil } = value;
  return {
    ...value,
    weeklyPlan: isRecord(plan)
      ? { ...plan, weekday: weekday(plan['weekday']), minute: minute(plan['minute']) }
      : plan,
    quietFrom: minute(quietFrom),
    quietUntil: minute(quietUntil),
  };
}
