import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { SettingsPage } from './pages/settings.ts';
import { expect, test } from './support/fixtures.ts';

/** With the heading that each of them has in either language once it is there. */
const SCREENS = [
  ['#/outlook', /\bide/i],
  ['#/people', /^(?:People|Mensen)$/],
  ['#/people/id/sample-priya', /^Priya /],
  ['#/people/new', /^(?:Somebody new|Iemand nieuw)$/],
  ['#/settings', /^(?:Settings|Instellingen)$/],
  ['#/welcome', /^Golden Hour /],
] as const;

// A colour on its way to another is neither of the two that were chosen.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Until the screen is there, the heading of the one before may still be on the page, or none. */
async function openScreen(page: Page, address: string, heading: RegExp): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
}

/** Each screen with the real host's own data; the gallery has every state of each. */
async function expectNoViolations(page: Page, origin: string, axe = new AxeBuilder({ page })): Promise<void> {
  for (const [screen, heading] of SCREENS) {
    await openScreen(page, `${origin}${screen}`, heading);
    const { violations } = await axe.analyze();
    expect(violations.map(({ id, nodes }) => [screen, id, nodes.map(({ html }) => html)])).toEqual([]);
  }
}

test.describe('in Dutch', () => {
  test.use({ locale: 'nl-NL' });

  test('the browser’s language is spoken throughout, also by the plan', async ({ page, home }) => {
    await page.goto(home.host.issueLink());
    await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
    await page.getByRole('button', { name: 'voorbeeldweek' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/idee/i);
    await expect(page.getByRole('button', { name: 'Uitnodigen', exact: true })).toBeVisible();
    const text = await page.getByRole('main').innerText();
    expect(text).not.toMatch(/\b(?:you aim|it has been|Too short a notice|Planned already)\b/);
    await expectNoViolations(page, home.host.address);
  });
});

test('the language is changed in the settings, at once and everywhere', async ({ page, home }) => {
  await home.call('sample.load', {});
  await page.goto(home.host.issueLink());
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  const look = await new SettingsPage(page).open('Language and look');
  // Not `check`: what is chosen shows once the host has saved it.
  await look.getByRole('radio', { name: 'Nederlands' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await page.getByRole('navigation').getByRole('link', { name: 'Vooruitblik' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/idee/i);
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('the system’s choice is followed, and everything can be read', async ({ page, home }) => {
    await home.call('sample.load', {});
    await page.goto(home.host.issueLink());
    await page.getByRole('heading', { level: 1 }).waitFor();
    const [red = 255] = await page.evaluate(() =>
      (getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g) ?? []).map(Number),
    );
    expect(red).toBeLessThan(80);
    const colours = new AxeBuilder({ page }).withRules(['color-contrast']);
    await expectNoViolations(page, home.host.address, colours);
  });
});

test('light: every screen without a violation', async ({ page, home }) => {
  await home.call('sample.load', {});
  await page.goto(home.host.issueLink());
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectNoViolations(page, home.host.address);
});

test.describe('in a small window', () => {
  test.use({ viewport: { width: 360, height: 560 } });

  test('nothing has to be scrolled sideways, and the invite is there', async ({ page, home }) => {
    await home.call('sample.load', {});
    await page.goto(home.host.issueLink());
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const [screen, heading] of SCREENS) {
      await openScreen(page, `${home.host.address}${screen}`, heading);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([screen, overflow]).toEqual([screen, 0]);
    }
    await openScreen(page, `${home.host.address}#/outlook`, /\bidea/i);
    const { proposals } = await home.call('outlook.read', {});
    await page
      .getByRole('listitem')
      .getByRole('button', { name: proposals[0]?.activity.name ?? '' })
      .first()
      .click();
    await expect(page.getByRole('button', { name: 'Invite', exact: true })).toBeInViewport();
  });
});
