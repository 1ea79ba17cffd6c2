import type { RemoteCalendar } from '#main/calendars/provider.ts';
import { asCollection, resolveHref } from './href.ts';
import { type DavResponse, readNames, readText } from './multistatus.ts';
import { type PropertyName, qualify } from './xml.ts';

export const CALENDAR_PROPERTIES: readonly PropertyName[] = [
  'd:resourcetype',
  'd:displayname',
  'd:current-user-privilege-set',
  'c:supported-calendar-component-set',
  'a:calendar-color',
  'a:calendar-order',
];

// Nextcloud lists calendars in its bin with the others.
const DELETED = '{http://nextcloud.com/ns}deleted-calendar';

function isEventCalendar(response: DavResponse): boolean {
  const types = readNames(response, 'd:resourcetype');
  if (!types.has(qualify('c:calendar')) || types.has(DELETED)) return false;
  const components = response.properties.get(qualify('c:supported-calendar-component-set'));
  // A server that does not say takes everything (RFC 4791, 5.2.3).
  if (components === undefined || components.children.length === 0) return true;
  return components.children.some(({ attributes }) => attributes['name']?.toUpperCase() === 'VEVENT');
}

/** A server without access control says nothing, and then everything is allowed. */
function isWritable(response: DavResponse): boolean {
  const set = response.properties.get(qualify('d:current-user-privilege-set'));
  if (set === undefined) return true;
  const privileges = new Set(set.children.flatMap(({ children }) => children.map(({ name }) => name)));
  const has = (name: PropertyName): boolean => privileges.has(qualify(name));
  return has('d:all') || has('d:write') || (has('d:bind') && has('d:write-content'));
}

/** `#FF2968FF`, as Apple writes it, is no CSS everywhere: the opacity is dropped. */
function readColour(response: DavResponse): string | null {
  const text = readText(response, 'a:calendar-color') ?? '';
  return /^#[0-9a-f]{6}/i.exec(text)?.[0].toLowerCase() ?? null;
}

const readOrder = (response: DavResponse): number => {
  const order = Number(readText(response, 'a:calendar-order') ?? Number.NaN);
  return Number.isFinite(order) ? order : Number.POSITIVE_INFINITY;
};

function readFolderName(ref: string): string {
  const segment = ref.split('/').findLast((part) => part !== '') ?? ref;
  try {
    return decodeURIComponent(segment);
  } catch {
    // Escapes that are no UTF-8: shown as they are.
    return segment;
  }
}

/** The calendars that hold events, in the user's own order, then by name. */
export function readCalendars(responses: readonly DavResponse[], base: string): readonly RemoteCalendar[] {
  const seen = new Set<string>();
  return responses
    .filter(isEventCalendar)
    .flatMap((response) => {
      const address = resolveHref(response.href, base);
      if (address === null) return [];
      const ref = asCollection(address);
      if (seen.has(ref)) return [];
      seen.add(ref);
      const calendar: RemoteCalendar = {
        ref,
        name: (readText(response, 'd:displayname') ?? readFolderName(ref)).replace(/\s+/g, ' '),
        colour: readColour(response),
        isWritable: isWritable(response),
      };
      return [{ calendar, order: readOrder(response) }];
    })
    .toSorted((a, b) => {
      if (a.order !== b.order) return a.order < b.order ? -1 : 1;
      if (a.calendar.name !== b.calendar.name) return a.calendar.name < b.calendar.name ? -1 : 1;
      return a.calendar.ref < b.calendar.ref ? -1 : 1;
    })
    .map(({ calendar }) => calendar);
}
