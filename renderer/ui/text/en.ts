import { calendars } from './en/calendars.ts';
import { common } from './en/common.ts';
import { firstRun } from './en/first-run.ts';
import { google } from './en/google.ts';
import { happened } from './en/happened.ts';
import { outlook } from './en/outlook.ts';
import { people } from './en/people.ts';
import { settings } from './en/settings.ts';
import { week } from './en/week.ts';
import type { Words } from './words.ts';

export const en = { common, calendars, google, happened, outlook, week, people, settings, firstRun };

/** What every language has to say; a missing sentence fails the build. */
export type Dictionary = Words<typeof en>;
