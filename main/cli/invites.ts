import { setTimeout as pause } from 'node:timers/promises';
import { proposalId } from '#contract/ids.ts';
import type { MethodInput, MethodName, MethodOutput } from '#contract/methods.ts';
import type { InviteView } from '#contract/invites.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { App } from '#main/app/app.ts';
import { openApp } from '#main/app/open-app.ts';
import type { Arguments } from '#main/cli/arguments.ts';
import { type Output, printJson } from '#main/cli/output.ts';

const LOOK_AGAIN_MS = 250;

const ROUTES = {
  smtp: 'mailed by Golden Hour',
  calendar: 'from your calendar',
  'handed-over': 'handed to your mail program',
} as const;

async function call<Name extends MethodName>(
  app: App,
  name: Name,
  input: MethodInput<Name>,
): Promise<Outcome<MethodOutput<Name>>> {
  // dispatch validates by name and gives what the contract says for that name.
  return (await app.dispatch(name, input)) as Outcome<MethodOutput<Name>>;
}

async function withApp<T>(work: (app: App) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const opened = await openApp();
  if (!opened.ok) return opened;
  try {
    return await work(opened.value);
  } finally {
    await opened.value.stop();
  }
}

/** `invite PROPOSAL_ID`: shows what would be sent, or starts the undo window and waits for the end of it. */
export async function sendInvite(args: Arguments, output: Output): Promise<Outcome<null>> {
  const [given, ...more] = args.operands;
  if (given === undefined || more.length > 0) {
    return fail('invalid-input', "'invite' takes one proposal's id. 'golden-hour plan' prints them.");
  }
  const id = proposalId(given);
  return withApp(async (app) => {
    const preview = await call(app, 'proposals.preview', { proposalId: id });
    if (!preview.ok) return preview;
    if (args.dryRun) {
      if (args.json) printJson(output, preview.value);
      else {
        const { recipients, subject, texts, route } = preview.value;
        output.out(`To: ${recipients.map(({ name, email }) => `${name} <${email}>`).join(', ')}`);
        output.out(`Subject: ${subject}`);
        output.out(`Route: ${ROUTES[route]}`);
        for (const { language, text } of texts) output.out(`\n[${language}]\n${text}`);
      }
      return succeed(null);
    }
    app.start();
    const invited = await call(app, 'proposals.invite', { proposalId: id });
    if (!invited.ok) return invited;
    const settled = await waitUntilSettled(app, invited.value, output);
    if (!settled.ok) return settled;
    if (args.json) printJson(output, settled.value);
    else output.out(inviteLine(settled.value));
    return succeed(null);
  });
}

/** Until it is sent, handed over, failed or undone. Ctrl-C inside the undo window takes it back. */
async function waitUntilSettled(app: App, invite: InviteView, output: Output): Promise<Outcome<InviteView>> {
  let current = invite;
  let isUndoWanted = false;
  const undo = (): void => {
    isUndoWanted = true;
  };
  process.once('SIGINT', undo);
  if (current.state.kind === 'undo-window') output.error('Sending in 10 s. Ctrl-C takes it back.');
  try {
    while (current.state.kind === 'undo-window' || current.state.kind === 'sending') {
      if (isUndoWanted) return await call(app, 'invites.undo', { inviteId: invite.id });
      await pause(LOOK_AGAIN_MS);
      const list = await call(app, 'invites.list', {});
      if (!list.ok) return list;
      const found = list.value.find(({ id }) => id === invite.id);
      if (!found) return fail('not-found', `Invite ${invite.id} is gone from the outbox.`);
      current = found;
    }
    return succeed(current);
  } finally {
    process.removeListener('SIGINT', undo);
  }
}

/** `outbox`: invites and what became of them. */
export async function listOutbox(args: Arguments, output: Output): Promise<Outcome<null>> {
  return withApp(async (app) => {
    const list = await call(app, 'invites.list', {});
    if (!list.ok) return list;
    if (args.json) printJson(output, list.value);
    else if (list.value.length === 0) output.out('No invites yet.');
    else for (const invite of list.value) output.out(inviteLine(invite));
    return succeed(null);
  });
}

function inviteLine(invite: InviteView): string {
  const { state } = invite;
  const detail = 'reason' in state ? ` (${state.reason})` : '';
  const guests = invite.guests.map(({ name, answer }) => `${name}: ${answer}`).join(', ');
  return `${invite.start}  ${invite.activity.name}  ${state.kind}${detail}  ${guests}`;
}
