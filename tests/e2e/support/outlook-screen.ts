import type { Locator, Page } from '@playwright/test';
import type { ProposalView } from '#contract/models.ts';
import { expect, type Home } from './fixtures.ts';

/** The panel beside the ten days. */
export const panelOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' });

export const ideaCard = (page: Page, { activity, guests }: ProposalView): Locator =>
  page
    .getByRole('group', { name: 'Ten days, hour by hour' })
    .getByRole('button', { name: new RegExp(`idea: ${activity.name} with ${guests[0]?.name ?? ''}`, 'i') });

export const inviteCard = (page: Page, { activity, guests }: ProposalView): Locator =>
  page
    .getByRole('group', { name: 'Ten days, hour by hour' })
    .getByRole('button', { name: new RegExp(`^${activity.name} with ${guests[0]?.name ?? ''}`) });

/** The first idea of the ten days, opened in the panel. */
export async function openFirstIdea(page: Page, home: Home): Promise<ProposalView> {
  const { proposals } = await home.call('outlook.read', {});
  const [first] = proposals;
  if (first === undefined) throw new Error('There is no idea to open.');
  await page.goto(home.host.issueLink());
  await ideaCard(page, first).click();
  const title = panelOf(page).getByRole('heading', { level: 2 });
  await expect(title).toHaveText(first.activity.name);
  return first;
}

export const pressInvite = (page: Page): Promise<void> =>
  panelOf(page).getByRole('button', { name: 'Invite', exact: true }).click();

/** The bar in which what is about to leave can be taken back. */
export const undoBar = (page: Page): Locator => page.getByRole('region', { name: 'About to leave' });
