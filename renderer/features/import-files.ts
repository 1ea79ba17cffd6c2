import type { ImportResult } from '#contract/imports.ts';
import type { InviteView } from '#contract/invites.ts';
import type { CompletedPerson } from '#contract/people.ts';
import type { Bridge } from '#contract/bridge.ts';
import type { Outcome } from '#contract/outcome.ts';
import { fail } from '#contract/outcome.ts';
import type { Views } from '#renderer/bridge/views.ts';
import { decodeText } from './decode-text.ts';
import type { Text } from '#renderer/ui/text/text.tsx';

const MOST_NAMED = 12;
const LARGEST_BYTES = 50 * 1024 * 1024;

export interface ImportSummary {
  readonly text: string;
  readonly details: readonly string[];
  /** Somebody can be chosen to be followed. */
  readonly hasOffers: boolean;
  /** Pairs that may be one person wait for a word. */
  readonly hasMerges: boolean;
}

function describeSkipped(
  skipped: readonly { readonly uid: string | null; readonly reason: string }[],
  { words }: Text,
): readonly string[] {
  if (skipped.length === 0) return [];
  const { files } = words.common;
  return [
    files.skipped(skipped.length),
    ...skipped.slice(0, 5).map(({ uid, reason }) => files.skippedEntry(uid, reason)),
  ];
}

/** Everybody of whom something new was learnt, with what it was: nothing is changed unsaid. */
function describeCompleted(completed: readonly CompletedPerson[], { words }: Text): readonly string[] {
  const { files } = words.common;
  return completed.slice(0, MOST_NAMED).map(({ name, addresses, fields }) => {
    const other = fields.map((field) => files.completedFields[field]);
    return files.completed(name, [...addresses, ...new Set(other)].join(', '));
  });
}

function findGuestName(invite: InviteView, email: string): string {
  return invite.guests.find((guest) => guest.email === email)?.name ?? email;
}

/** What a person needs to know of an import, in a sentence. */
export function summarizeImport(name: string, result: ImportResult, text: Text): ImportSummary {
  const { files, answers } = text.words.common;
  switch (result.kind) {
    case 'calendar': {
      const { calendar } = result;
      return {
        text: files.calendar(calendar.name || name, calendar.events),
        details: describeSkipped(calendar.skipped, text),
        hasOffers: false,
        hasMerges: false,
      };
    }
    case 'people': {
      const { added, updated, completed, maybeSame, offers, skipped } = result;
      const counts = added + updated > 0 || offers.length === 0 ? [files.people(added, updated)] : [];
      const doubts = maybeSame > 0 ? [text.words.people.merges.notice(maybeSame)] : [];
      const choice = offers.length > 0 ? [files.offers(offers.length)] : [];
      return {
        text: [...counts, ...choice, ...doubts].join(' '),
        details: [...describeCompleted(completed, text), ...describeSkipped(skipped, text)],
        hasOffers: offers.length > 0,
        hasMerges: maybeSame > 0,
      };
    }
    case 'answer': {
      const { invite, from, answer } = result;
      const sentence = files.answer(findGuestName(invite, from), invite.activity.name, answers[answer]);
      return { text: sentence, details: [], hasOffers: false, hasMerges: false };
    }
  }
}

/** Reads one file and gives it to the host; the screens that it changes are read again. */
export async function importFile(
  file: File,
  { bridge, views }: { readonly bridge: Bridge; readonly views: Views },
  { words }: Text,
): Promise<Outcome<ImportResult>> {
  if (file.size > LARGEST_BYTES) return fail('unreadable', words.common.files.tooLarge(file.name));
  const text = decodeText(await file.arrayBuffer());
  const outcome = await bridge.call('files.import', { name: file.name, text });
  if (outcome.ok) {
    await Promise.all([
      views.reload('outlook.read'),
      views.reload('calendars.read'),
      views.reload('invites.list'),
      views.reload('people.list'),
      views.reload('people.offers'),
      views.reload('people.merges'),
    ]);
  }
  return outcome;
}
