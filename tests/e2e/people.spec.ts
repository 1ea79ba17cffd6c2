import { PeoplePage } from './pages/people.ts';
import { dropFile } from './support/drop-file.ts';
import { expect, test } from './support/fixtures.ts';

test('somebody is added by hand and from a file, and found', async ({ page, home }) => {
  await page.goto(home.host.issueLink());
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People' }).click();
  const people = new PeoplePage(page);
  await people.addPerson('Priya Nair', 'priya@example.org');
  await expect(page.getByRole('heading', { level: 1, name: 'Priya Nair' })).toBeVisible();
  const [person] = (await home.call('people.list', {})).people;
  expect(person).toMatchObject({ name: 'Priya Nair', emails: ['priya@example.org'], status: 'followed' });

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People' }).click();
  await dropFile(
    page,
    'people.csv',
    'name,email,circle\nSam Kok,sam@example.org,peers\nKim de Wit,kim@example.org,leaders\n',
  );
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('2 people added.');
  await people.search.fill('kok');
  await expect(page.getByRole('link', { name: 'Sam Kok' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Kim de Wit' })).toBeHidden();
});

test('an address book that knows somebody twice asks, and merges on a click', async ({ page, home }) => {
  await page.goto(home.host.issueLink());
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People' }).click();
  await expect(page.getByRole('link', { name: 'Add somebody' })).toBeVisible();
  const card = (name: string, email: string): string =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nEMAIL:${email}\r\nEND:VCARD\r\n`;
  await dropFile(
    page,
    'book.vcf',
    [
      card('Jörg Müller', 'joerg@example.org'),
      card('Müller\\, Joerg', 'JOERG@example.org'),
      card('Jorg Muller', 'jm@example.net'),
    ].join(''),
  );
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText('2 people added. Two entries may be the same person.');
  await messages.getByRole('button', { name: 'Have a look' }).click();
  await expect(page.getByText('The same name, with different addresses.')).toBeVisible();
  await page.getByRole('button', { name: /^Same person/ }).click();
  await page.getByRole('button', { name: 'Make it one' }).click();
  await expect(page.getByText('Everybody here is somebody else').first()).toBeVisible();
  const { people } = await home.call('people.list', {});
  expect(people.map(({ emails }) => emails.length)).toEqual([2]);
});

test('what happens elsewhere is on the screen without asking', async ({ page, home }) => {
  await page.goto(home.host.issueLink());
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People' }).click();
  await expect(page.getByRole('link', { name: 'Add somebody' })).toBeVisible();
  await home.call('people.follow', {
    people: [{ email: 'sam@example.org', name: 'Sam Kok', circle: 'peers' }],
  });
  await expect(page.getByRole('link', { name: 'Sam Kok' })).toBeVisible();
});
