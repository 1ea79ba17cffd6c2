import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import { createOutbox, type Outbox } from '#main/invites/outbox.ts';
import { createSmtpTransport } from '#main/invites/smtp/transport.ts';
import { openStore, type Store } from '#main/store/open.ts';
import { NOW } from '#tests/main/invites/fixtures.ts';
import type { Fault as CalDavFault } from '#tests/servers/caldav/faults.ts';
import { type CalDavTestServer, startCalDavServer } from '#tests/servers/caldav/server.ts';
import type { GoogleModes } from '#tests/servers/google/modes.ts';
import { type GoogleServer, startGoogle } from '#tests/servers/google/server.ts';
import { type SmtpTestServer, startSmtpServer } from '#tests/servers/smtp/server.ts';
import { openCalendarOf, openPatiently } from './open-calendar.ts';
import { openCalDavHand, openGoogleHand, type RemoteHand } from './remote-hand.ts';
import type { Fault, MailFault, Schedule } from './schedule.ts';
import { type FireCalendar, type FireWorld, openGoogleCalendar, openServerCalendar } from './world.ts';

/** Long enough for this machine's own servers, short enough to wait for one that is silent. */
const PATIENCE_MS = { faulty: 150, clean: 30_000 };

/** Two processes on one store, with servers of their own and a clock that only the test moves. */
export interface ScheduleWorld extends AsyncDisposable {
  readonly fire: FireWorld;
  readonly server: CalDavTestServer | null;
  readonly google: GoogleServer | null;
  readonly hand: RemoteHand | null;
  readonly smtp: SmtpTestServer;
  readonly store: Store;
  readonly outboxes: readonly [Outbox, Outbox];
  readonly openCalendar: ReturnType<typeof openCalendarOf>;
  /** The true time; the machine's clock may be wrong by `clockErrorMs`. */
  nowMs: EpochMs;
  clockErrorMs: number;
  ordain(orders: Orders): void;
}

/** What goes wrong from now on. */
export interface Orders {
  /** With the next requests to the calendar, in order. */
  readonly calendar: readonly (Fault | null)[];
  readonly mail: MailFault | null;
  readonly guests: readonly string[];
  /** Done once, when the next writing has arrived and before the server looks at it. */
  readonly meanwhile: ((path: string) => void) | null;
}

/** Nothing. */
export const ALL_WELL: Orders = { calendar: [], mail: null, guests: [], meanwhile: null };

export async function openScheduleWorld(
  setting: Schedule['setting'],
  modes: Partial<GoogleModes> = {},
): Promise<ScheduleWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'golden-hour-schedule-'));
  const smtp = await startSmtpServer();
  const server =
    setting === 'calendar' || setting === 'scheduling'
      ? await startCalDavServer({ scheduling: setting === 'scheduling' })
      : null;
  const google = setting === 'google' ? await startGoogle({ ...modes, clock: () => NOW }) : null;
  const fire: FireWorld = { smtp, calendar: openFireCalendar(server, google) };
  const stores: Store[] = [];
  const clock = { nowMs: NOW, clockErrorMs: 0 };
  let ids = 0;
  let faults: (Fault | null)[] = [];
  let isFaulty = false;
  let meanwhile: Orders['meanwhile'] = null;

  function takeFault({ method, path }: { readonly method: string; readonly path: string }): Fault | null {
    if (method !== 'GET') {
      meanwhile?.(decodeURIComponent(path));
      meanwhile = null;
    }
    return faults.shift() ?? null;
  }
  // What is drawn for a server are faults of that server.
  if (server !== null) server.modes.faults = (request) => takeFault(request) as CalDavFault | null;
  if (google !== null) google.modes.faults = takeFault;

  const openCalendar: ScheduleWorld['openCalendar'] = (id) =>
    openCalendarOf(fire.calendar?.job ?? null, fetch, isFaulty ? PATIENCE_MS.faulty : PATIENCE_MS.clean)(id);

  function openProcess(name: string): Outbox {
    const opened = openStore(join(folder, 'store.db'));
    if (!opened.ok) throw new Error(opened.message);
    stores.push(opened.value);
    return createOutbox({
      store: opened.value.outbox,
      owner: name,
      clock: () => clock.nowMs + clock.clockErrorMs,
      random: () => 0,
      newId: () => {
        ids += 1;
        return `inv-${ids}`;
      },
      openTransport: async () => succeed(createSmtpTransport(smtp.account, smtp.password)),
      openCalendar: openPatiently(openCalendar, {
        list: () => opened.value.outbox.list(),
        clock: () => clock.nowMs + clock.clockErrorMs,
      }),
      isSlotFree: async () => ({ isFree: true }),
      onChanged: () => undefined,
    });
  }

  const outboxes = [openProcess('one'), openProcess('other')] as const;
  const [store] = stores;
  if (store === undefined) throw new Error('No process has opened the store.');
  return Object.assign(clock, {
    fire,
    server,
    google,
    hand: google !== null ? openGoogleHand(google) : server !== null ? openCalDavHand(server) : null,
    smtp,
    store,
    outboxes,
    openCalendar,
    ordain(orders: Orders) {
      const { calendar, mail, guests } = orders;
      faults = [...calendar];
      meanwhile = orders.meanwhile;
      isFaulty = calendar.length > 0;
      const { faults: mails } = smtp;
      mails.drop = mail?.kind === 'drop' ? mail.at : null;
      mails.drops = mail?.kind === 'drop' ? mail.times : 0;
      mails.messageReply = mail?.kind === 'reply' ? { code: mail.code, text: 'Not now' } : null;
      const guest = mail?.kind === 'guest' ? guests.slice(mail.guest, mail.guest + 1) : [];
      mails.refused = new Set(mail?.kind === 'guest' && mail.answer === 'refused' ? guest : []);
      mails.later = new Set(mail?.kind === 'guest' && mail.answer === 'later' ? guest : []);
    },
    async [Symbol.asyncDispose]() {
      for (const one of stores) one.close();
      rmSync(folder, { recursive: true, force: true });
      await smtp.close();
      await server?.close();
      await google?.stop();
    },
  });
}

function openFireCalendar(server: CalDavTestServer | null, google: GoogleServer | null): FireCalendar | null {
  if (google !== null) return openGoogleCalendar(google);
  return server === null ? null : openServerCalendar(server);
}
