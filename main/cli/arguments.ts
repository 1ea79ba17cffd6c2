import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import { type EpochMs, type IsoDate, isoDate } from '#main/kernel/time.ts';
import { isZone, parseInstant } from '#main/kernel/zone.ts';

const OPTIONS = {
  calendar: { type: 'string', multiple: true },
  people: { type: 'string' },
  place: { type: 'string' },
  zone: { type: 'string' },
  now: { type: 'string' },
  forecast: { type: 'string', multiple: true },
  activities: { type: 'string' },
  settings: { type: 'string' },
  previous: { type: 'string' },
  'per-week': { type: 'string' },
  me: { type: 'string', multiple: true },
  from: { type: 'string' },
  to: { type: 'string' },
  port: { type: 'string' },
  json: { type: 'boolean' },
  candidates: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'no-open': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const COMMANDS = [
  'plan',
  'gaps',
  'openings',
  'expand',
  'invite',
  'outbox',
  'serve',
  'doctor',
  'help',
] as const;
type Command = (typeof COMMANDS)[number];

/** Options that a command understands; any other one is a usage error that names it. */
const PLAN_OPTIONS = [
  'calendar',
  'people',
  'place',
  'zone',
  'now',
  'forecast',
  'activities',
  'settings',
  'previous',
  'per-week',
  'me',
  'json',
] as const;
const OPTIONS_OF: Readonly<Record<Command, readonly (keyof typeof OPTIONS)[]>> = {
  plan: [...PLAN_OPTIONS, 'candidates'],
  gaps: PLAN_OPTIONS,
  openings: PLAN_OPTIONS,
  expand: ['from', 'to', 'zone', 'json'],
  invite: ['dry-run', 'json'],
  outbox: ['json'],
  serve: ['port', 'no-open'],
  doctor: ['json'],
  help: [],
};

export interface Arguments {
  readonly command: Command;
  /** What stands after the command without a dash: a file, a proposal id. */
  readonly operands: readonly string[];
  readonly calendars: readonly string[];
  readonly people: string | null;
  readonly place: { readonly lat: number; readonly lon: number } | null;
  readonly zone: string | null;
  readonly nowMs: EpochMs | null;
  readonly forecasts: readonly string[];
  readonly activities: string | null;
  readonly settings: string | null;
  readonly previous: string | null;
  readonly perWeek: 1 | 2 | 3 | null;
  readonly me: readonly string[];
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly port: number | null;
  readonly json: boolean;
  readonly candidates: boolean;
  readonly dryRun: boolean;
  readonly open: boolean;
}

class UsageError extends Error {}

/** `folder`: what relative paths are relative to. Fails with a sentence that names the value and the remedy. */
export function parseArguments(argv: readonly string[], folder: string): Outcome<Arguments> {
  try {
    return succeed(readArguments(argv, folder));
  } catch (error) {
    if (error instanceof UsageError || error instanceof RangeError)
      return fail('invalid-input', error.message);
    // node:util names the option that it does not know or that lacks its value.
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      return fail('invalid-input', `${error.message.split('. ')[0]}. Try 'golden-hour help'.`);
    }
    throw error;
  }
}

function readArguments(argv: readonly string[], folder: string): Arguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
    strict: true,
  });
  const [named, ...operands] = positionals;
  const command =
    values.help === true || named === undefined ? 'help' : COMMANDS.find((known) => known === named);
  if (command === undefined)
    throw new UsageError(`Unknown command '${named}'. Known are ${COMMANDS.join(', ')}.`);
  for (const option of Object.keys(values)) {
    if (option !== 'help' && !OPTIONS_OF[command].some((known) => known === option)) {
      throw new UsageError(`'${command}' has no option --${option}. Try 'golden-hour help'.`);
    }
  }
  const zone = values.zone ?? null;
  if (zone !== null && !isZone(zone)) {
    throw new UsageError(`Unknown time zone '${zone}'. Use an IANA name such as Europe/Amsterdam.`);
  }
  const path = (given: string): string => (isAbsolute(given) ? given : resolve(folder, given));
  const pathOrNull = (given: string | undefined): string | null => (given === undefined ? null : path(given));
  return {
    command,
    operands: command === 'expand' ? operands.map(path) : operands,
    calendars: (values.calendar ?? []).map(path),
    people: pathOrNull(values.people),
    place: values.place === undefined ? null : readPlace(values.place),
    zone,
    nowMs: values.now === undefined ? null : readNow(values.now, zone),
    forecasts: (values.forecast ?? []).map(path),
    activities: pathOrNull(values.activities),
    settings: pathOrNull(values.settings),
    previous: pathOrNull(values.previous),
    perWeek: values['per-week'] === undefined ? null : readPerWeek(values['per-week']),
    me: (values.me ?? []).flatMap((text) => text.split(',')).map((text) => text.trim()),
    from: values.from === undefined ? null : isoDate(values.from),
    to: values.to === undefined ? null : isoDate(values.to),
    port: values.port === undefined ? null : readPort(values.port),
    json: values.json === true,
    candidates: values.candidates === true,
    dryRun: values['dry-run'] === true,
    open: values['no-open'] !== true,
  };
}

function readPlace(text: string): { lat: number; lon: number } {
  const [lat, lon, ...rest] = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const isRight =
    rest.length === 0 &&
    lat !== undefined &&
    lon !== undefined &&
    Math.abs(lat) <= 90 &&
    Math.abs(lon) <= 180;
  if (!isRight) {
    throw new UsageError(
      `--place '${text}' is no place. Write latitude,longitude in degrees, such as 52.37,4.90.`,
    );
  }
  return { lat, lon };
}

/** With an offset it is exact; without one it is a wall clock in --zone. */
function readNow(text: string, zone: string | null): EpochMs {
  if (/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)) return parseInstant(text);
  if (zone === null) {
    throw new UsageError(
      `--now '${text}' has no offset. Write 2026-06-04T18:00:00+02:00, or give --zone as well.`,
    );
  }
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
  } catch (cause) {
    throw new UsageError(`--now '${text}' is no date and time. Write 2026-06-04T18:00:00+02:00.`, { cause });
  }
}

function readPerWeek(text: string): 1 | 2 | 3 {
  const perWeek = ([1, 2, 3] as const).find((n) => String(n) === text);
  if (!perWeek) throw new UsageError(`--per-week '${text}' is not possible. Give 1, 2 or 3.`);
  return perWeek;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`--port '${text}' is no port. Give 0 to 65535.`);
  return port;
}
