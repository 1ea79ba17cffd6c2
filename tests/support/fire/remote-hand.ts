import { eventIdOf } from '#main/calendars/event-id.ts';
import { priya } from '#tests/main/invites/fixtures.ts';
import type { CalDavTestServer } from '#tests/servers/caldav/server.ts';
import type { EventResource } from '#tests/servers/google/resources.ts';
import type { GoogleServer } from '#tests/servers/google/server.ts';

/** What another of the user's programs, or a guest, does to an event on the server, if it is there. */
export interface RemoteHand {
  isThere(uid: string): boolean;
  /** Writes something into it; `isNewer`: with the next SEQUENCE. */
  note(uid: string, note: string, isNewer: boolean): void;
  /** A guest accepts. */
  reply(uid: string): void;
  remove(uid: string): void;
}

export function openCalDavHand(server: CalDavTestServer): RemoteHand {
  return {
    isThere: (uid) => server.readByUid(uid) !== null,
    note(uid, note, isNewer) {
      const object = server.readByUid(uid);
      if (object === null) return;
      const noted = object.text.replace('END:VEVENT', `${note}\r\nEND:VEVENT`);
      server.put(
        object.name,
        isNewer
          ? noted.replace(/SEQUENCE:(\d+)/, (_, sequence) => `SEQUENCE:${Number(sequence) + 1}`)
          : noted,
      );
    },
    reply: (uid) => server.reply(uid, priya.email, 'ACCEPTED'),
    remove(uid) {
      const object = server.readByUid(uid);
      if (object !== null) server.remove(object.name);
    },
  };
}

export function openGoogleHand(server: GoogleServer): RemoteHand {
  const find = (uid: string): EventResource | null => {
    const event = server.event(eventIdOf(uid));
    return event === null || event.status === 'cancelled' ? null : event;
  };
  return {
    isThere: (uid) => find(uid) !== null,
    note(uid, note, isNewer) {
      const event = find(uid);
      const { start, end, sequence = 0 } = event ?? {};
      if (event === null || start === undefined || end === undefined) return;
      const summary = `${event.summary ?? ''} ${note}`;
      server.put({ ...event, start, end, summary, sequence: isNewer ? sequence + 1 : sequence });
    },
    reply(uid) {
      if (find(uid) !== null) server.answer(eventIdOf(uid), priya.email, 'accepted');
    },
    remove(uid) {
      if (find(uid) !== null) server.remove(eventIdOf(uid));
    },
  };
}
