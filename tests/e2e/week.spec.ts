import type { ProposalView } from '#contract/outlook.ts';
import { createFormat } from '#renderer/ui/text/format.ts';
import { startSmtpServer } from '#tests/servers/smtp/server.ts';
import { OutlookPage } from './pages/outlook.ts';
import { WeekPage } from './pages/week.ts';
import { expect, type Home, test } from './support/fixtures.ts';

const UNDO_MS = 10_000;
const { dayLong } = createFormat('en');

/** The first idea of the seven days, and the row that it stands in. */
async function findIdea(home: Home): Promise<{ readonly idea: ProposalView; readonly day: string }> {
  await home.call('sample.load', {});
  const { proposals, days } = await home.call('outlook.read', {});
  const shown = days.slice(0, 7).map(({ date }) => date);
  const idea = proposals.find(({ date }) => shown.includes(date));
  if (idea === undefined) throw new Error('The sample week has no idea in its first seven days.');
  return { idea, day: dayLong(idea.date) };
}

test('sample week: invite, undo, invite, sent; the deadline survives a page that was closed', async ({
  page,
  home,
}) => {
  const smtp = await startSmtpServer({ from: 'alex.morgan@example.com' });
  const { idea, day } = await findIdea(home);
  await home.call('settings.saveSmtp', { account: smtp.account, password: smtp.password });
  await page.goto(home.host.issueLink());
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'This week' }).click();
  const week = new WeekPage(page);
  await expect(week.rows).toHaveCount(7);
  const row = week.row(day);
  await expect(row).toContainText(idea.activity.name);

  await week.invite(day);
  await expect(row).toContainText(/Sending in \d+ s/);
  await week.undo(day);
  await expect(week.notices).toContainText('Undone. Nothing left.');
  await expect(row.getByRole('button', { name: /^Invite/ })).toBeVisible();
  await home.sleep(2 * UNDO_MS);
  expect(smtp.inbox).toHaveLength(0);

  await week.invite(day);
  await expect(row).toContainText('Sending in 8 s');
  await page.reload();
  await expect(row).toContainText(/Sending in [4-8] s/);
  await home.sleep(UNDO_MS);
  await expect.poll(() => smtp.inbox.length).toBe(idea.guests.length);
  await expect(row).toContainText(`Sent, waiting for ${idea.guests.length} answer`);

  const { invites } = await home.call('outlook.read', {});
  const asked = invites.find(({ proposalId, state }) => proposalId === idea.id && state.kind === 'sent');
  if (asked === undefined) throw new Error('The invite that was sent is not in the plan.');
  const [guest] = idea.guests;
  await home.call('invites.answer', { inviteId: asked.id, email: guest!.email, answer: 'accepted' });
  await expect(row).toContainText(`${guest!.name.split(' ')[0]} said yes`);
  await smtp.close();
});

test('the morning after asks whether it happened, and a no takes it out of the touches', async ({
  page,
  home,
}) => {
  const { idea } = await findIdea(home);
  const { id } = await home.call('proposals.invite', { proposalId: idea.id });
  const [guest] = idea.guests;
  if (guest === undefined) throw new Error('The idea has no guest.');
  await home.call('invites.answer', { inviteId: id, email: guest.email, answer: 'accepted' });
  const { now } = await home.call('outlook.read', {});
  // A day and a half after its end it is past eight of the next day, whatever the hour.
  await home.sleep(Date.parse(idea.end) - Date.parse(now) + 36 * 3_600_000);
  const wasMet = async (): Promise<boolean> => {
    const { touches } = await home.call('people.read', { personId: guest.personId });
    return touches.some(({ date, kind }) => date === idea.date && kind === 'get-together');
  };
  expect(await wasMet()).toBe(true);
  await page.goto(home.host.issueLink());
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'This week' }).click();
  const asks = page.getByRole('region', { name: 'Did it happen?' });
  await asks.getByRole('button', { name: 'No', exact: true }).click();
  await expect(asks).toContainText('Noted: it did not happen.');
  expect(await wasMet()).toBe(false);
  await asks.getByRole('button', { name: 'Undo' }).click();
  await expect(asks).toContainText('Did it happen?');
  expect(await wasMet()).toBe(true);
});

test('without a mail account the message is there to save', async ({ page, home }) => {
  const { idea, day } = await findIdea(home);
  await page.goto(home.host.issueLink());
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'This week' }).click();
  const week = new WeekPage(page);
  await week.invite(day);
  await expect(week.row(day)).toContainText('Handed to your mail');
  const download = page.waitForEvent('download');
  await week
    .row(day)
    .getByRole('button', { name: /^Save message/ })
    .click();
  expect((await download).suggestedFilename()).toMatch(/\.eml$/);
  await week.openOutlook.click();
  await expect(new OutlookPage(page).sent(idea.activity.name)).toBeVisible();
});

test('the popover page in a browser: the plan alone, and a link that is a link', async ({ page, home }) => {
  await findIdea(home);
  await page.setViewportSize({ width: 400, height: 560 });
  await page.goto(home.host.issueLink());
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await page.goto(`http://127.0.0.1:${home.host.port}/?popover#/week`);
  const week = new WeekPage(page);
  await expect(week.rows).toHaveCount(7);
  await expect(page.getByRole('banner')).toHaveCount(0);
});
