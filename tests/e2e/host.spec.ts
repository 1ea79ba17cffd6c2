import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OutlookPage } from './pages/outlook.ts';
import { expect, test } from './support/fixtures.ts';

test('a host that ends is missed, and the last plan stays on the screen', async ({ page, home }) => {
  await home.call('sample.load', {});
  await page.goto(home.host.issueLink());
  const outlook = new OutlookPage(page);
  const ideas = outlook.columns.getByRole('button', { name: /^Idea: / });
  await expect(ideas.first()).toBeVisible();
  const count = await ideas.count();
  await home.stop();
  await expect(page.getByText('This is the last plan that was made.')).toBeVisible();
  await expect(ideas).toHaveCount(count);
  await outlook.invite();
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Golden Hour does not answer');
});

test('a link opens one page, once; a reload stays inside', async ({ page, home, context }) => {
  const link = home.host.issueLink();
  await page.goto(link);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  expect(await context.cookies()).toEqual([]);

  const second = await context.newPage();
  await second.goto(link);
  await expect(second.getByText('This page was opened without its key')).toBeVisible();
  const third = await context.newPage();
  await third.goto(home.host.address);
  await expect(third.getByText('This page was opened without its key')).toBeVisible();
});

test('another page on this machine can neither read nor call nor frame it', async ({ page, home }) => {
  const stranger = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Stranger</title>');
  });
  await new Promise<void>((resolve) => {
    stranger.listen(0, '127.0.0.1', resolve);
  });
  try {
    // A server without a pipe has an AddressInfo.
    const { port } = stranger.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    const answers = await page.evaluate(async (address) => {
      const attempt = async (work: () => Promise<unknown>): Promise<string> => {
        try {
          return `got ${JSON.stringify(await work())}`;
        } catch (error) {
          return error instanceof Error ? error.name : 'refused';
        }
      };
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
      await new Promise((resolve) => {
        frame.addEventListener('load', resolve);
      });
      const script = document.createElement('script');
      const loaded = new Promise((resolve) => {
        script.addEventListener('load', () => resolve('loaded'));
        script.addEventListener('error', () => resolve('refused'));
      });
      script.src = `${address}assets/index.js`;
      document.body.append(script);
      return {
        read: await attempt(async () => (await fetch(address)).text()),
        opaque: await attempt(async () => (await fetch(address, { mode: 'no-cors' })).type),
        write: await attempt(
          async () => (await fetch(`${address}rpc/app.status`, { method: 'POST', body: '{}' })).status,
        ),
        frame: await attempt(async () => frame.contentDocument?.title ?? 'hidden'),
        script: await loaded,
      };
    }, home.host.address);
    expect(answers).toEqual({
      read: 'TypeError',
      opaque: 'TypeError',
      write: 'TypeError',
      frame: expect.not.stringContaining('Golden Hour'),
      script: 'refused',
    });
  } finally {
    stranger.close();
  }
});
