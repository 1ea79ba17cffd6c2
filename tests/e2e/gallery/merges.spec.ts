import { expect, test } from '../support/gallery.ts';

test('a quiet notice leads to the pairs; two people are told apart by keyboard alone', async ({
  page,
  visit,
}) => {
  await visit({ scene: 'doubles', hash: '#/people' });
  await expect(page.getByText('2 pairs may be the same person.')).toBeVisible();
  await page.getByRole('link', { name: 'Have a look' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Maybe the same person' })).toBeVisible();
  const pair = page.getByRole('listitem', { name: 'Ruth Adeyemi and Dan Kowalski' });
  await expect(pair.getByText('One address, two names: perhaps a family.')).toBeVisible();
  await expect(pair.getByRole('group', { name: 'Entry: Dan Kowalski' }).locator('strong')).toHaveText(
    'ruth@example.org',
  );
  await page.getByRole('button', { name: 'Two people: Ruth Adeyemi and Dan Kowalski' }).press('Enter');
  await expect(pair).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Maybe the same person' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Same person: Priya Raman and P. Raman' })).toBeFocused();
});

test('one person: what will happen is said first, and the other entry may be the one that stays', async ({
  page,
  visit,
}) => {
  await visit({ scene: 'doubles', hash: '#/people/same' });
  await page.getByRole('button', { name: 'Same person: Priya Raman and P. Raman' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make this one person?' });
  await expect(dialog).toContainText('sam@example.org is added');
  await expect(dialog).toContainText('cannot be taken back');
  await dialog.getByRole('button', { name: 'Keep the other one' }).click();
  await expect(dialog).toContainText('priya@example.org is added');
  await dialog.getByRole('button', { name: 'Keep the other one' }).click();
  await dialog.getByRole('button', { name: 'Make it one' }).click();
  await expect(page.getByText('Priya Raman is one entry now.')).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('listitem', { name: 'Priya Raman and P. Raman' })).toHaveCount(0);
});

test('by hand, from the page of a person, in Dutch', async ({ page, visit }) => {
  await visit({ language: 'nl', hash: '#/people/id/p2' });
  await page.getByRole('button', { name: 'Samenvoegen met' }).click();
  const choice = page.getByRole('dialog', { name: 'Welke vermelding is ook Priya Raman?' });
  await choice.getByRole('combobox').selectOption({ label: 'Mei Lin (mei@example.org)' });
  await choice.getByRole('button', { name: 'Verder' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hier één persoon van maken?' });
  await expect(dialog).toContainText('mei@example.org komt erbij');
  await dialog.getByRole('button', { name: 'Samenvoegen', exact: true }).click();
  await expect(page.getByText('priya@example.org, mei@example.org')).toBeVisible();
});
