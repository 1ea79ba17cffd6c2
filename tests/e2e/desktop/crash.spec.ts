import { type Desk, expect, test } from '../support/desk.ts';

/**
 * Playwright gives a page up once it has crashed: the main process looks instead. Null between the crash and the page
 * that follows it, when there is nothing to ask.
 */
const readHeading = (desk: Desk): Promise<unknown> =>
  desk.desktop.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!
      .webContents.executeJavaScript(`document.querySelector('nav a[aria-current]')?.textContent ?? null`)
      .catch(() => null),
  );

async function crash(desk: Desk): Promise<void> {
  await desk.desktop.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    await new Promise((resolve) => {
      webContents.once('render-process-gone', resolve);
      webContents.forcefullyCrashRenderer();
    });
  });
}

test('a page that crashes comes back where it was, three times, and then the user is asked', async ({
  desk,
}) => {
  const { outside } = desk;
  await desk.page.getByRole('link', { name: 'People' }).click();
  await expect.poll(() => readHeading(desk)).toBe('People');
  for (let time = 0; time < 3; time += 1) {
    await crash(desk);
    await expect.poll(() => readHeading(desk)).toBe('People');
  }
  expect(await outside.dialogs()).toEqual([]);
  await outside.answerDialog({ response: 0, checkboxChecked: false });
  await crash(desk);
  await expect.poll(() => readHeading(desk)).toBe('People');
  expect(await outside.dialogs()).toMatchObject([
    { message: 'The window of Golden Hour stopped working several times in a row.' },
  ]);
  // The main process has gone on: the popover is another page.
  await desk.openWeek();
});
