import type { Handlers } from '#contract/methods.ts';
import type { ImportResult } from '#contract/imports.ts';
import { type Outcome, succeed } from '#contract/outcome.ts';
import { mayBeReply } from '#main/invites/itip/read.ts';
import { fileCalendarId } from '../calendar-id.ts';
import type { AppContext } from '../context.ts';
import { tellImport } from '../tell-import.ts';
import { viewOne } from '../views/invites.ts';

/** What takes more than a blink to read. */
const LONG_TEXT = 1_000_000;
const IS_CALENDAR = /^\uFEFF?\s*BEGIN:VCALENDAR/i;

export function createFileHandlers(context: AppContext) {
  return {
    'files.import': ({ name, text }) => {
      if (mayBeReply(text)) return importReply(context, text);
      return IS_CALENDAR.test(text) ? importCalendar(context, name, text) : importPeople(context, name, text);
    },
  } satisfies Partial<Handlers>;
}

async function importReply(context: AppContext, text: string): Promise<Outcome<ImportResult>> {
  const applied = await context.outbox.applyReply(text);
  if (!applied.ok) return applied;
  const { invite, from, answer } = applied.value;
  return succeed({ kind: 'answer', invite: viewOne(invite, context), from, answer });
}

async function importCalendar(
  context: AppContext,
  name: string,
  text: string,
): Promise<Outcome<ImportResult>> {
  const isLong = text.length > LONG_TEXT;
  if (isLong) context.push('progress', { task: name, done: 0, total: 1 });
  const read = await context.heavy.importCalendar({
    ...context.moment(),
    file: { id: fileCalendarId(name, text), name, kind: 'file', text },
  });
  if (isLong) context.push('progress', { task: name, done: 1, total: 1 });
  if (!read.ok) return read;
  context.changed('calendars', 'outlook', 'people');
  return succeed({ kind: 'calendar', calendar: read.value });
}

async function importPeople(context: AppContext, name: string, text: string): Promise<Outcome<ImportResult>> {
  return tellImport(context, await context.heavy.importPeople({ ...context.moment(), name, text }));
}
