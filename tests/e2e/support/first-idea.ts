import type { Page } from '@playwright/test';
import type { ProposalView } from '#contract/outlook.ts';
import { OutlookPage } from '../pages/outlook.ts';
import type { Home } from './fixtures.ts';

/** The first idea of the ten days, opened in the panel. `named` is how its card is called, and no other. */
export async function openFirstIdea(
  page: Page,
  home: Home,
): Promise<{ readonly idea: ProposalView; readonly named: string; readonly outlook: OutlookPage }> {
  const { proposals } = await home.call('outlook.read', {});
  const [idea] = proposals;
  if (idea === undefined) throw new Error('There is no idea to open.');
  await page.goto(home.host.issueLink());
  const outlook = new OutlookPage(page);
  // 'Walk' alone is 'Walk at lunch' as well.
  const named = `${idea.activity.name} with ${idea.guests[0]?.name ?? ''}`;
  await outlook.open(outlook.idea(named));
  return { idea, named, outlook };
}
