import type { Activity } from '#main/activities/activity.ts';
import { defineActivity } from './catalogue/define.ts';
import { WITH_FAMILIES } from './catalogue/families.ts';
import { INDOORS } from './catalogue/indoors.ts';
import { OUTDOORS } from './catalogue/outdoors.ts';
import { REMOTE } from './catalogue/remote.ts';

/** What ships with the app; the user edits, switches off and adds. None needs alcohol. */
export const CATALOGUE: readonly Activity[] = [...OUTDOORS, ...INDOORS, ...WITH_FAMILIES, ...REMOTE].map(
  defineActivity,
);
