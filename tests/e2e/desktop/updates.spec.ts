import { expect, test } from '../support/desk.ts';

test('a copy that runs from its source says why nothing newer is installed', async ({ desk }) => {
  await desk.page.goto(`${desk.page.url().split('#')[0]}#/settings/desktop`);
  const section = desk.page.getByRole('region', { name: 'Desktop' });
  await expect(section).toContainText('This copy runs from its source: git pull brings the newest version.');
  await expect(section.getByRole('button', { name: 'Look for a newer version' })).toHaveCount(0);
  const { desktop } = await desk.call('updates.check', {});
  expect(desktop?.updates).toEqual({ kind: 'impossible', because: 'from-source' });
});
