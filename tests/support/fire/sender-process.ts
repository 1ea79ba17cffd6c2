// A sending process of its own: real store, real outbox, real connections. It ends by itself, or by SIGKILL at the point
// that its job names. Started by run-sender.ts.
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { succeed } from '#contract/outcome.ts';
import type { KillPoint } from '#main/invites/kill-points.ts';
import { createOutbox } from '#main/invites/outbox.ts';
import { createSmtpTransport } from '#main/invites/smtp/transport.ts';
import { openStore } from '#main/store/open.ts';
import { nameOf, type SenderJob } from '#tests/support/fire/job.ts';
import { openCalendarOf } from '#tests/support/fire/open-calendar.ts';

// The parent wrote it, from the same type.
const job = JSON.parse(process.argv[2] ?? '') as SenderJob;

function createKiller({ death }: SenderJob): (passed: KillPoint) => void {
  let passes = 0;
  return (passed) => {
    if (death === null || nameOf(passed) !== nameOf(death.at)) return;
    passes += 1;
    if (passes !== death.ordinal) return;
    writeSync(1, 'here');
    process.kill(process.pid, 'SIGKILL');
  };
}

const opened = openStore(job.storePath);
if (!opened.ok) throw new Error(opened.message);
let now = 0;
const outbox = createOutbox({
  store: opened.value.outbox,
  owner: `process-${process.pid}`,
  clock: () => now,
  random: () => 0,
  newId: () => {
    throw new Error('A sending process makes no invites.');
  },
  openTransport: async () => succeed(createSmtpTransport(job.smtp.account, job.smtp.password)),
  openCalendar: openCalendarOf(job.calendar),
  isSlotFree: async () => ({ isFree: true }),
  onChanged: () => undefined,
  at: createKiller(job),
});
for (const nowMs of job.rounds) {
  now = nowMs;
  await outbox.tick();
  if (job.pauseMs > 0) await setTimeout(job.pauseMs);
}
opened.value.close();
