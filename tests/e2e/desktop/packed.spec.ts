import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { packApp, type PackedApp } from '#tests/packaging/pack-app.ts';
import { expect, openDesktop, test } from '../support/desk.ts';

// One worker: the app is packed once.
test.describe.configure({ mode: 'default' });

// What a user gets: the contents of the archive, in a folder that has no node_modules above it. Electron's own binary
// starts from the archive itself.
let app: PackedApp;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  app = await packApp({ wire: '101110110' });
});
test.afterAll(() => app?.dispose());

test('the packed app starts, and its worker fills the outlook', async ({ desktopKind, folder }) => {
  const extracted = join(app.folder, 'extracted');
  if (desktopKind !== 'electron') extractAll(app.archive, extracted);
  const target = desktopKind === 'electron' ? app.archive : extracted;
  const desk = await openDesktop(desktopKind, { folder, target });
  await desk.call('sample.load', {});
  await expect(desk.page.getByRole('group', { name: 'Ten days, hour by hour' })).toBeVisible();

  await desk.outside.clickApplicationMenu('updates');
  await expect
    .poll(() => desk.outside.dialogs())
    .toMatchObject([{ message: expect.stringContaining('runs from its source') }]);
  await desk.close();
  await rm(extracted, { recursive: true, force: true });
});
