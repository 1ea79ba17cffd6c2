import type { InviteView } from '#contract/invites.ts';
import { byInvite, findAsks } from '#main/invites/happened.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { viewInvite } from '#main/invites/view.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { AppContext } from '../context.ts';

type Viewer = Pick<AppContext, 'zone' | 'language' | 'inviteCalendars'>;

export const viewOne = (record: InviteRecord, viewer: Viewer): InviteView =>
  viewInvite(record, viewer.zone(), viewer.language(), viewer.inviteCalendars.nameOf(record));

/** Oldest first. */
export const viewInvites = (context: Viewer & Pick<AppContext, 'outbox'>): InviteView[] =>
  context.outbox.list().map((record) => viewOne(record, context));

/** Past invites of which the user may say whether they happened. */
export const viewHappenedAsks = (
  context: Viewer & Pick<AppContext, 'outbox' | 'store' | 'now'>,
): InviteView[] =>
  findAsks(context.outbox.list(), byInvite(context.store.happened.list()), {
    nowMs: context.now(),
    zone: openZone(context.zone()),
  }).map((record) => viewOne(record, context));
