import { describe, expect, test } from 'vitest';
import { createWindowHandlers } from '#main/app/handlers/windows.ts';
import { windowSchemas } from '#main/app/schemas/windows.ts';

describe('a host with windows', () => {
  test('is asked to show a page, or to put the popover away', () => {
    const asked: string[] = [];
    const handlers = createWindowHandlers({
      windows: { openPage: (hash) => asked.push(hash), closePopover: () => asked.push('close') },
    });
    expect(handlers['window.open']({ hash: '#/outlook' })).toMatchObject({ ok: true });
    expect(handlers['window.closePopover']()).toMatchObject({ ok: true });
    expect(asked).toEqual(['#/outlook', 'close']);
  });
});

test('a host without windows says so', () => {
  const handlers = createWindowHandlers({ windows: null });
  expect(handlers['window.open']({ hash: '#/outlook' })).toMatchObject({ ok: false, code: 'refused' });
  expect(handlers['window.closePopover']()).toMatchObject({ ok: false, code: 'refused' });
});

test.each([
  ['#/outlook', true],
  ['#/settings/calendars', true],
  ['#/people/id/a%2Fb', true],
  ['', false],
  ['https://example.org/#/outlook', false],
  ['#/outlook" onload="x', false],
])('%s is a page of ours: %s', (hash, isOurs) => {
  expect(windowSchemas['window.open'].safeParse({ hash }).success).toBe(isOurs);
});
