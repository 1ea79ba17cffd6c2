import { type CalendarId, calendarId } from '#contract/ids.ts';
import { fnv1a } from '#main/kernel/hash.ts';

const CALENDAR_NAME = /^X-WR-CALNAME[^:\r\n]*:(.+?)\s*$/im;
/** What a browser adds to a file that it downloads again: 'team (1).ics'. */
const COPY_SUFFIX = /(?: ?\(\d+\)| copy(?: \d+)?)?\.\w+$/i;

/**
 * Which calendar a file is, so that a newer export of it replaces the older one: the name that it gives itself, since
 * one program may export every calendar as 'basic.ics', else the file's name.
 */
export function fileCalendarId(fileName: string, text: string): CalendarId {
  const name = CALENDAR_NAME.exec(text)?.[1] ?? fileName.replace(COPY_SUFFIX, '');
  return calendarId(`file-${fnv1a(name.normalize('NFC').toLowerCase()).toString(36)}`);
}
