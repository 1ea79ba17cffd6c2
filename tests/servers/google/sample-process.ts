// The stand-in for Google as a program of its own, for trying the app by hand: a friendly account around the real now,
// whose guests accept what they are invited to. Writes one line of JSON when it listens; ends when its input ends.

import { putSampleWeeks, SAMPLE_CONTACTS } from './generate.ts';
import { startGoogle } from './server.ts';

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
/** After so long a guest has read the mail. */
const ANSWER_MS = 15_000;

const server = await startGoogle({
  isUnchecked: true,
  accounts: [
    {
      email: 'alex.morgan@example.com',
      name: 'Alex Morgan',
      timeZone: ZONE,
      contacts: SAMPLE_CONTACTS,
      calendars: [
        { id: 'family@group.calendar.google.com', summary: 'Family' },
        { id: 'holidays@group.v.calendar.google.com', summary: 'Holidays', accessRole: 'reader' },
      ],
    },
    { email: 'alex.private@example.com', name: 'Alex (private)', timeZone: ZONE },
  ],
});
putSampleWeeks(server, Date.now(), ZONE);

let answered = 0;
function answerInvitations(): void {
  const mails = server.mails.slice(answered);
  answered = server.mails.length;
  for (const { to, kind, eventId, calendarId } of mails) {
    if (kind === 'cancellation') continue;
    const accept = (): void => {
      const isInvited = server.event(eventId, calendarId)?.attendees?.some(({ email }) => email === to);
      if (isInvited === true) server.answer(eventId, to, 'accepted', 'With pleasure!', calendarId);
    };
    setTimeout(accept, ANSWER_MS).unref();
  }
}
const timer = setInterval(answerInvitations, 1000);

const { apiRoot, oauthRoot, clientId, clientSecret } = server;
process.stdout.write(`${JSON.stringify({ apiRoot, oauthRoot, clientId, clientSecret })}\n`);

process.stdin.on('end', () => {
  clearInterval(timer);
  for (const violation of server.violations) process.stderr.write(`${violation}\n`);
  void server.stop();
});
process.stdin.resume();
// Ctrl-C reaches the whole group: whoever started this closes the input when the app has ended.
process.on('SIGINT', () => {});
