import type { Schemas } from '../dispatch.ts';
import { calendarSchemas } from './calendars.ts';
import { inviteSchemas } from './invites.ts';
import { noticeSchemas } from './notices.ts';
import { outlookSchemas } from './outlook.ts';
import { peopleSchemas } from './people.ts';
import { settingsSchemas } from './settings.ts';
import { updateSchemas } from './updates.ts';
import { windowSchemas } from './windows.ts';

/** A method without a schema fails the build here. */
export const SCHEMAS: Schemas = {
  ...outlookSchemas,
  ...inviteSchemas,
  ...calendarSchemas,
  ...peopleSchemas,
  ...settingsSchemas,
  ...noticeSchemas,
  ...updateSchemas,
  ...windowSchemas,
};
