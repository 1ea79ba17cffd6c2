/**
 * A feed and a CalDAV server in a process of their own, so that what they do is not measured. Arguments: how many events
 * each has, and the moment around which they lie. Prints where they are as one line of JSON. Each line of
 * input changes one event of the feed; it ends with its input.
 */
import { startCalDavServer } from '#tests/servers/caldav/server.ts';
import { startFeed } from '#tests/servers/feed/server.ts';
import { wrapEvents, writeBenchEvent } from './large-feed.ts';

const [feedEvents = 0, serverEvents = 0, nowMs = 0] = process.argv.slice(2).map(Number);
const feed = await startFeed();
const body = wrapEvents(Array.from({ length: feedEvents }, (_, i) => writeBenchEvent(i, nowMs)));
let version = 1;
feed.serve('/large.ics', () => ({
  body: body.replace('SUMMARY:Meeting 0 ', `SUMMARY:Meeting ${version} `),
  etag: `"${version}"`,
}));
const caldav = await startCalDavServer();
for (let i = 0; i < serverEvents; i++) caldav.put(`e${i}.ics`, wrapEvents([writeBenchEvent(i, nowMs)]));
const { url: server, user, password } = caldav;
process.stdout.write(`${JSON.stringify({ feed: `${feed.url}/large.ics`, server, user, password })}\n`);
process.stdin
  .on('data', () => {
    version += 1;
  })
  .on('end', () => process.exit(0));
