// The stand-in for Microsoft as a program of its own, for trying the app by hand: a work account and a personal one
// around the real now, whose guests accept what they are invited to. Writes one line of JSON when it listens; ends when
// its input ends.

import { putSampleWeeks, SAMPLE_CONTACTS } from './generate.ts';
import { startMicrosoft } from './server.ts';
import { IANA_BY_WINDOWS_NAME } from './zones.ts';

const iana = Intl.DateTimeFormat().resolvedOptions().timeZone;
const ZONE = [...IANA_BY_WINDOWS_NAME].find(([, zone]) => zone === iana)?.[0] ?? iana;
/** After so long a guest has read the mail. */
const ANSWER_MS = 15_000;

const server = await startMicrosoft({
  isUnchecked: true,
  accounts: [
    {
      email: 'alex.morgan@contoso.example.com',
      name: 'Alex Morgan',
      timeZone: ZONE,
      contacts: SAMPLE_CONTACTS,
      calendars: [
        { key: 'family', name: 'Family', color: 'lightGreen' },
        { key: 'holidays', name: 'Holidays', canEdit: false },
      ],
    },
    { email: 'alex.morgan@outlook.example.com', name: 'Alex (private)', kind: 'personal', timeZone: ZONE },
  ],
});
putSampleWeeks(server, Date.now(), ZONE);

let answered = 0;
function answerInvitations(): void {
  const mails = server.mails.slice(answered);
  answered = server.mails.length;
  for (const { to, kind, eventId } of mails) {
    if (kind !== 'invitation' && kind !== 'update') continue;
    const accept = (): void => {
      const guests = server.event(eventId)?.attendees ?? [];
      const isInvited = guests.some(({ emailAddress }) => emailAddress.address === to);
      if (isInvited) server.answer(eventId, to, 'accepted', 'With pleasure!');
    };
    setTimeout(accept, ANSWER_MS).unref();
  }
}
const timer = setInterval(answerInvitations, 1000);

const { graphRoot, loginRoot, clientId } = server;
process.stdout.write(`${JSON.stringify({ graphRoot, loginRoot, clientId })}\n`);

process.stdin.on('end', () => {
  clearInterval(timer);
  for (const violation of server.violations) process.stderr.write(`${violation}\n`);
  void server.stop();
});
process.stdin.resume();
// Ctrl-C reaches the whole group: whoever started this closes the input when the app has ended.
process.on('SIGINT', () => {});
