import type { ZoneDefinition } from '#main/calendars/ical/calendar-text.ts';
import { buildZone } from '#main/calendars/ical/vtimezone.ts';
import { UTC, type WallZone } from '#main/calendars/ical/wall-time.ts';
import { IANA_ZONES_BY_WINDOWS_NAME } from '#main/calendars/ical/windows-zones.ts';
import { isZone, openZone } from '#main/kernel/zone.ts';

/** Finds the zone that a TZID means; null when nobody knows. */
export type ZoneFinder = (tzid: string) => WallZone | null;

/** Names that hold no city and are no zones: what old versions of Outlook showed people, and abbreviations. */
const DISPLAY_NAMES: readonly (readonly [RegExp, string])[] = [
  [/\beastern time\b|^e[ds]t$/i, 'America/New_York'],
  [/\bcentral time\b|^c[ds]t$/i, 'America/Chicago'],
  [/\bmountain time\b|^mdt$/i, 'America/Denver'],
  [/\bpacific time\b|^p[ds]t$/i, 'America/Los_Angeles'],
  [/^cest$/i, 'Europe/Paris'],
  [/^bst$/i, 'Europe/London'],
  [/^jst$/i, 'Asia/Tokyo'],
  [/\batlantic time\b/i, 'America/Halifax'],
  [/\b(?:coordinated universal time|tzone:\/\/microsoft\/utc)\b/i, 'UTC'],
];

/** EST, CET, GMT and their like: a program that writes one often means the zone with its summer time. */
const IS_SHORT = /^(?!(?:z|utc|zulu|universal)$)[a-z0-9+-]+$/i;

/**
 * A finder over the zones that a file describes itself. In this order: an IANA name, a Windows name (CLDR), an IANA
 * name at the end of a path, the file's own VTIMEZONE, a UTC offset, a city in a display name. So a valid IANA name
 * wins over rules that the file brings for it, which are often older than the last change of the law; only a short name
 * such as EST is what the file says it is.
 */
export function createZoneFinder(definitions: readonly ZoneDefinition[]): ZoneFinder {
  const definitionsById = new Map<string, ZoneDefinition>();
  for (const definition of definitions) {
    const id = readProperty(definition, 'TZID');
    if (id !== undefined) definitionsById.set(normalise(id), definition);
  }
  const found = new Map<string, WallZone | null>();
  return (tzid) => {
    const id = normalise(tzid);
    let zone = found.get(id);
    if (zone === undefined) {
      const describe = (): WallZone | null => findDescribed(definitionsById.get(id));
      zone =
        (IS_SHORT.test(id) ? (describe() ?? findNamed(id)) : (findNamed(id) ?? describe())) ??
        findByDisplayName(id);
      found.set(id, zone);
    }
    return zone;
  };
}

const normalise = (tzid: string): string =>
  tzid
    .replaceAll('"', '')
    .replace(/^\s*TZID=/i, '')
    .replace(/\\([,;])/g, '$1')
    .trim();

function readProperty(definition: ZoneDefinition, name: string): string | undefined {
  const text = definition.lines.find((line) => line.name === name)?.text;
  // A TZID may hold colons itself, so only the first one ends the name.
  return text?.slice(text.indexOf(':') + 1).trim();
}

const openWallZone = (id: string): WallZone | null => (isZone(id) ? openZone(id) : null);

function findNamed(id: string): WallZone | null {
  if (/^(?:z|utc|gmt|etc\/utc|etc\/gmt|universal|zulu)$/i.test(id)) return UTC;
  const windows = IANA_ZONES_BY_WINDOWS_NAME.get(id.toLowerCase());
  return openWallZone(id) ?? (windows === undefined ? null : openWallZone(windows)) ?? findAtEndOfPath(id);
}

/** `/mozilla.org/20050126_1/Europe/Berlin`, `/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires`. */
function findAtEndOfPath(id: string): WallZone | null {
  const segments = id
    .replace(/ /g, '_')
    .split('/')
    .filter((segment) => segment !== '');
  for (const length of [3, 2]) {
    const zone = segments.length < length ? null : openWallZone(segments.slice(-length).join('/'));
    if (zone) return zone;
  }
  return null;
}

function findDescribed(definition: ZoneDefinition | undefined): WallZone | null {
  if (!definition) return null;
  const location = readProperty(definition, 'X-LIC-LOCATION');
  return (location === undefined ? null : openWallZone(location)) ?? buildZone(definition);
}

function findByDisplayName(id: string): WallZone | null {
  const known = DISPLAY_NAMES.find(([pattern]) => pattern.test(id));
  if (known) return openWallZone(known[1]);
  const cities = id.replace(/^\([^)]*\)/, '').split(',');
  for (const city of cities) {
    const zone = zonesByCity().get(city.trim().toLowerCase().replaceAll(' ', '_'));
    if (zone !== undefined) return openWallZone(zone);
  }
  const offset = /^\(?(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?\)?/i.exec(id);
  if (!offset) return null;
  return openWallZone(`${offset[1] ?? '+'}${(offset[2] ?? '').padStart(2, '0')}:${offset[3] ?? '00'}`);
}

let cities: ReadonlyMap<string, string> | undefined;

function zonesByCity(): ReadonlyMap<string, string> {
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [
      zone.slice(zone.lastIndexOf('/') + 1).toLowerCase(),
      zone,
    ]),
  );
  return cities;
}
