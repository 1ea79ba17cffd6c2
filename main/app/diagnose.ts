import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { findBuiltInClient } from '#main/app/built-in-client.ts';
import { dataFolder, settingsPath, storePath } from '#main/app/data-folder.ts';
import { readGoogleEndpoints } from '#main/calendars/google/endpoints.ts';
import type { StoredAccount } from '#main/store/accounts.ts';
import { openSettingsFile } from '#main/store/conf/settings-file.ts';
import { openSecrets } from '#main/store/keyring/secrets.ts';
import { openStore } from '#main/store/open.ts';

/** One thing that was looked at. Words and counts only: no names, addresses or titles. */
export interface Finding {
  readonly topic: string;
  readonly state: 'works' | 'missing' | 'broken';
  readonly text: string;
}

/** What works and what is missing on this machine, in words. Looks, and changes nothing but an empty data folder. */
export async function diagnose(): Promise<Finding[]> {
  const folder = dataFolder();
  return [
    { topic: 'Node.js', state: 'works', text: `${process.version} on ${process.platform} ${process.arch}.` },
    findFolder(folder),
    ...findStore(folder),
    findSettings(folder),
    await findSecrets(),
    findGoogle(process.env),
  ];
}

function findFolder(folder: string): Finding {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return { topic: 'data folder', state: 'works', text: 'It can be written.' };
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    const text = `It cannot be written (${why}). Set GOLDEN_HOUR_HOME to a folder of yours.`;
    return { topic: 'data folder', state: 'broken', text };
  }
}

function findStore(folder: string): Finding[] {
  const path = storePath(folder);
  if (!existsSync(path))
    return [{ topic: 'store', state: 'missing', text: 'Nothing is stored yet. Start the app once.' }];
  const opened = openStore(path);
  if (!opened.ok) return [{ topic: 'store', state: 'broken', text: opened.message }];
  const store = opened.value;
  try {
    const calendars = store.calendars.list();
    const skipped = calendars.reduce((sum, calendar) => sum + calendar.skipped.length, 0);
    const occurrences = calendars.reduce((sum, calendar) => sum + calendar.occurrences, 0);
    return [
      {
        topic: 'store',
        state: 'works',
        text: `${store.people.list().length} people, ${store.outbox.list().length} invites.`,
      },
      calendars.length === 0
        ? { topic: 'calendars', state: 'missing', text: 'None yet. Drop an .ics file on the window.' }
        : {
            topic: 'calendars',
            state: 'works',
            text: `${calendars.length} with ${occurrences} occurrences; ${skipped} events could not be used.`,
          },
      findAccounts(store.accounts.list()),
    ];
  } finally {
    store.close();
  }
}

/** How many of each kind, and how many have to be connected again. */
function findAccounts(accounts: readonly StoredAccount[]): Finding {
  const kinds = [...new Set(accounts.map(({ kind }) => kind))].toSorted();
  const troubled = accounts.filter(({ trouble }) => trouble?.kind === 'unauthorized').length;
  if (accounts.length === 0) return { topic: 'accounts', state: 'missing', text: 'None is connected.' };
  const counts = kinds.map((kind) => `${accounts.filter((one) => one.kind === kind).length} ${kind}`);
  return troubled === 0
    ? { topic: 'accounts', state: 'works', text: `${counts.join(', ')}.` }
    : {
        topic: 'accounts',
        state: 'broken',
        text: `${counts.join(', ')}; ${troubled} must be connected again.`,
      };
}

/** The user's own client is in the store and in the keyring; this is what the program brings. */
function findGoogle(env: Readonly<Record<string, string | undefined>>): Finding {
  const topic = 'Google';
  const endpoints = readGoogleEndpoints(env);
  if (!endpoints.ok) return { topic, state: 'broken', text: endpoints.message };
  const { api, oauth } = endpoints.value;
  const where = api === null && oauth === null ? '' : ' Another address than its own is asked.';
  return findBuiltInClient(env) === null
    ? {
        topic,
        state: 'missing',
        text: `This copy has no client ID of its own; docs/connecting-google.md says how to give it one.${where}`,
      }
    : { topic, state: 'works', text: `This copy has a client ID.${where}` };
}

function findSettings(folder: string): Finding {
  const store = openSettingsFile(settingsPath(folder));
  const settings = store.read();
  const [warning] = store.warnings();
  if (warning !== undefined) return { topic: 'settings', state: 'broken', text: warning };
  const missing = [
    ...(settings.home === null ? ['a place (no weather)'] : []),
    ...(settings.me.length === 0 ? ['your own address'] : []),
    ...(settings.country === null ? ['a country (no public holidays)'] : []),
    ...(settings.smtp === null ? ['a mail account (invites are handed to your mail program)'] : []),
  ];
  return missing.length === 0
    ? { topic: 'settings', state: 'works', text: 'All is set.' }
    : { topic: 'settings', state: 'missing', text: `Not set: ${missing.join(', ')}.` };
}

async function findSecrets(): Promise<Finding> {
  const { persistent } = await openSecrets();
  return persistent
    ? { topic: 'passwords', state: 'works', text: "They are kept in the operating system's keyring." }
    : {
        topic: 'passwords',
        state: 'missing',
        text: 'No keyring works here, so passwords last until the app stops.',
      };
}
