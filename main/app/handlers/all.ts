import type { Handlers } from '#contract/methods.ts';
import type { AppContext } from '../context.ts';
import { createAccountHandlers } from './accounts.ts';
import { createActivityHandlers } from './activities.ts';
import { createCalendarHandlers } from './calendars.ts';
import { createContactHandlers } from './contacts.ts';
import { createFileHandlers } from './files.ts';
import { createGoogleHandlers } from './google.ts';
import { createInviteHandlers } from './invites.ts';
import { createNoticeHandlers } from './notices.ts';
import { createOutlookHandlers } from './outlook.ts';
import { createPeopleHandlers } from './people.ts';
import { createProposalHandlers } from './proposals.ts';
import { createSettingsHandlers } from './settings.ts';
import { createUpdateHandlers } from './updates.ts';
import { createWindowHandlers } from './windows.ts';

/** A method without a handler fails the build here. */
export const createHandlers = (context: AppContext): Handlers => ({
  ...createOutlookHandlers(context),
  ...createProposalHandlers(context),
  ...createInviteHandlers(context),
  ...createFileHandlers(context),
  ...createCalendarHandlers(context),
  ...createAccountHandlers(context),
  ...createGoogleHandlers(context),
  ...createContactHandlers(context),
  ...createPeopleHandlers(context),
  ...createActivityHandlers(context),
  ...createSettingsHandlers(context),
  ...createNoticeHandlers(context),
  ...createUpdateHandlers(context),
  ...createWindowHandlers(context),
});
