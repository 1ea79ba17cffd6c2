import { readFileSync } from 'node:fs';
import { expect, test } from './support/fixtures.ts';
import { openFirstIdea } from './support/first-idea.ts';

test('without a mail account the same click hands over an .eml and an .ics', async ({ page, home }) => {
  await home.call('sample.load', {});
  const { outlook } = await openFirstIdea(page, home);
  await outlook.invite();
  const { panel } = outlook;
  await expect(panel).toContainText('Handed to your mail');
  await expect(panel).toContainText('Nothing has left yet.');
  for (const [button, method] of [
    ['Message (.eml)', /^X-Unsent: 1$/m],
    ['Calendar (.ics)', /^METHOD:REQUEST\r$/m],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('button', { name: button }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toMatch(method);
  }
});
