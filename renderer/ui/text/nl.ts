import type { Dictionary } from './en.ts';
import { calendars } from './nl/calendars.ts';
import { common } from './nl/common.ts';
import { firstRun } from './nl/first-run.ts';
import { google } from './nl/google.ts';
import { happened } from './nl/happened.ts';
import { outlook } from './nl/outlook.ts';
import { people } from './nl/people.ts';
import { settings } from './nl/settings.ts';
import { week } from './nl/week.ts';

export const nl = {
  common,
  calendars,
  google,
  happened,
  outlook,
  week,
  people,
  settings,
  firstRun,
} satisfies Dictionary;
