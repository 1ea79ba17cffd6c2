import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shell } from 'electron';
import type { InviteId } from '#contract/ids.ts';
import type { HandedOverFiles, InviteView } from '#contract/invites.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { App } from '#main/app/app.ts';

export interface HandOverParts {
  readonly app: Pick<App, 'peek' | 'onEvent'>;
  readonly shell: Pick<Shell, 'openPath' | 'showItemInFolder'>;
  /** Emptied at the start; what lies there is readable by this user alone. */
  readonly folder: string;
  readonly onBug: (error: unknown) => void;
}

const handedOver = (invites: readonly InviteView[]): readonly string[] =>
  invites.flatMap(({ id, sequence, state }) => (state.kind === 'handed-over' ? [`${id} ${sequence}`] : []));

/** The name is ours and ends in .eml, so that the system opens it with the mail program and with nothing else. */
const fileName = (id: InviteId, sequence: number): string =>
  `golden-hour-${id.replaceAll(/[^\w-]/g, '')}-${sequence}.eml`;

/**
 * Opens an invite in the user's mail program when it is handed over: once for each time that something leaves. Where no
 * program opens it, its folder is shown. Call it before the app starts. Returns its disposer.
 */
export async function startHandOver({ app, shell, folder, onBug }: HandOverParts): Promise<() => void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });

  const listInvites = async (): Promise<readonly InviteView[]> => {
    // The contract ties the output to the name; `peek` is typed for names that come from outside.
    const outcome = (await app.peek('invites.list', {})) as Outcome<readonly InviteView[]>;
    return outcome.ok ? outcome.value : [];
  };
  const known = new Set(handedOver(await listInvites()));

  async function open({ id, sequence }: InviteView): Promise<void> {
    // As above.
    const files = (await app.peek('invites.files', { inviteId: id })) as Outcome<HandedOverFiles>;
    if (!files.ok) return;
    const path = join(folder, fileName(id, sequence));
    writeFileSync(path, files.value.eml.text, { mode: 0o600 });
    // An empty string is success (electron.d.ts, openPath).
    if ((await shell.openPath(path)) !== '') shell.showItemInFolder(path);
  }

  async function look(): Promise<void> {
    const invites = await listInvites();
    for (const key of handedOver(invites)) {
      if (known.has(key)) continue;
      known.add(key);
      const invite = invites.find(({ id, sequence }) => `${id} ${sequence}` === key);
      if (invite !== undefined) await open(invite);
    }
  }

  return app.onEvent((name) => {
    if (name === 'invite.changed') void look().catch(onBug);
  });
}
