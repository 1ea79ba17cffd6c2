import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { packApp, type PackedApp } from '#tests/packaging/pack-app.ts';
import { controlDouble } from '#tests/support/electron/launch.ts';
import { expect, findElectron, openDesktop, startDesktop, test } from '../support/desk.ts';

// One worker: the app is packed once.
test.describe.configure({ mode: 'default' });

// What a user gets: the contents of the archive, in a folder that has no node_modules above it.
let app: PackedApp;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  app = await packApp({ wire: '101110110' });
});
test.afterAll(() => app?.dispose());

test('the packed app starts, and its worker fills the outlook', async ({ folder }) => {
  const target = join(app.folder, 'extracted');
  extractAll(app.archive, target);
  const desk = await openDesktop('double', { folder, target });
  await desk.call('sample.load', {});
  await expect(desk.page.getByRole('group', { name: 'Ten days, hour by hour' })).toBeVisible();

  const double = controlDouble(desk.desktop);
  await double.clickApplicationMenu('updates');
  await expect
    .poll(() => double.dialogs())
    .toMatchObject([{ message: expect.stringContaining('runs from its source') }]);
  await desk.close();
  await rm(target, { recursive: true });
});

test("Electron's own binary starts it from the archive", async ({ folder }) => {
  const real = findElectron();
  if ('missing' in real) {
    if (process.env['REQUIRE_ELECTRON'] === '1') throw new Error(real.missing);
    test.skip(true, real.missing);
  }
  const desktop = await startDesktop('electron', { folder, target: app.archive });
  const page = await desktop.firstWindow();
  await page.getByRole('navigation').first().waitFor();
  const loaded = await page.evaluate(() => window.goldenHour?.call('sample.load', {}));
  expect(loaded).toMatchObject({ ok: true });
  await expect(page.getByRole('group', { name: 'Ten days, hour by hour' })).toBeVisible();
  await desktop.close();
});
