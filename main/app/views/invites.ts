import type { InviteView } from '#contract/models.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { viewInvite } from '#main/invites/view.ts';
import type { AppContext } from '../context.ts';

type Viewer = Pick<AppContext, 'zone' | 'language' | 'inviteCalendars'>;

export const viewOne = (record: InviteRecord, viewer: Viewer): InviteView =>
  viewInvite(record, viewer.zone(), viewer.language(), viewer.inviteCalendars.nameOf(record));

/** Oldest first. */
export const viewInvites = (context: Viewer & Pick<AppContext, 'outbox'>): InviteView[] =>
  context.outbox.list().map((record) => viewOne(record, context));
