import type { Page } from '@playwright/test';
import { en } from '#renderer/ui/text/en.ts';
import { nl } from '#renderer/ui/text/nl.ts';
import { WeekPage } from '../pages/week.ts';
import { expect, test } from '../support/gallery.ts';

const WORDS = { en, nl };
const POPOVER = { width: 400, height: 560 };

/** Whether the window itself can be scrolled, which would draw a second scrollbar beside the list's. */
const scrollsAsAWhole = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
    return scrollHeight > clientHeight || scrollWidth > clientWidth;
  });

for (const language of ['en', 'nl'] as const) {
  test(`nothing covers the footer, and only the list scrolls, while a notice is up: ${language}`, async ({
    page,
    visit,
  }) => {
    await page.setViewportSize(POPOVER);
    await visit({ popover: true, language });
    const week = new WeekPage(page, language);
    await expect(week.rows).toHaveCount(7);
    // Longer than the window, with words for screen readers in its last row.
    await week.rows.first().getByRole('button').first().click();
    expect(await scrollsAsAWhole(page)).toBe(false);
    await week.invites.first().click();
    await week.undos.first().click();
    await expect(week.notices.locator('.notice')).toHaveCount(1);
    expect(await scrollsAsAWhole(page)).toBe(false);
    const boxes = await Promise.all(
      [page.locator('.week-scroll'), page.locator('.week-foot'), week.notices].map((part) =>
        part.boundingBox(),
      ),
    );
    // List, footer, notice: each begins where the one above it ends.
    const edges = [...boxes.flatMap((box) => [box!.y, box!.y + box!.height]), POPOVER.height];
    expect(edges.map(Math.round)).toEqual(edges.map(Math.round).toSorted((a, b) => a - b));
    // By a click as a person makes it: it would land on what lies above.
    await week.openOutlook.click({ trial: true, timeout: 2_000 });
    await page.locator('.week-scroll').evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await expect(week.rows.last()).toBeInViewport();
    expect(await scrollsAsAWhole(page)).toBe(false);
  });
}

for (const language of ['en', 'nl'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`what did not leave says why and has one thing to do: ${language}, ${theme}`, async ({
      page,
      visit,
    }) => {
      const { causeActions, causes, states, stateText } = WORDS[language].outlook;
      const { week, common } = WORDS[language];
      await page.setViewportSize(POPOVER);
      await visit({ popover: true, scene: 'trouble', language, theme });
      const plan = new WeekPage(page, language);
      const expected = [
        [states['slot-taken'], 'Quarterly review', stateText.sendAnyway],
        [states.failed, stateText.retry('09:35'), common.retry],
        [states['still-send'], 'more than an hour ago', stateText.sendAnyway],
        [states.failed, 'does not accept the password', common.retry],
        [causes.moved, 'moved in your calendar', causeActions.moved],
        [states['handed-over'], '', week.saveMessage],
      ] as const;
      for (const [index, [state, reason, remedy]] of expected.entries()) {
        const row = plan.rows.nth(index);
        await expect(row).toContainText(state);
        await expect(row).toContainText(reason);
        await expect(row.locator('.week-buttons').getByRole('button')).toContainText([remedy]);
      }
      // Gold means your move; the second is tried again by itself.
      await expect(page.locator('.week-trouble .button-gold')).toHaveCount(4);
      expect(await scrollsAsAWhole(page)).toBe(false);
      await test.info().attach('trouble', { body: await page.screenshot(), contentType: 'image/png' });
      await plan.rows.first().locator('.week-buttons').getByRole('button').click();
      await expect(plan.rows.first()).not.toContainText(states['slot-taken']);
    });
  }
}
