import { expect, test, vi } from 'vitest';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { App } from '#main/app/app.ts';
import { followStatus } from '#main/electron/status.ts';

test('is worn at once, again when the settings change, and not while the app ends', async () => {
  let outcome: Outcome<unknown> = succeed({ language: 'en' });
  let tell: Parameters<App['onEvent']>[0] = () => {};
  const worn: unknown[] = [];
  const stop = followStatus(
    {
      peek: async () => outcome,
      onEvent: (listener) => {
        tell = listener;
        return () => {
          tell = () => {};
        };
      },
    },
    (status) => worn.push(status),
    (error) => {
      throw error;
    },
  );
  await vi.waitFor(() => expect(worn).toEqual([{ language: 'en' }]));
  outcome = succeed({ language: 'nl' });
  tell('changed', { what: 'people' });
  tell('changed', { what: 'settings' });
  await vi.waitFor(() => expect(worn).toEqual([{ language: 'en' }, { language: 'nl' }]));
  outcome = fail('offline', 'closing');
  tell('changed', { what: 'settings' });
  stop();
  tell('changed', { what: 'settings' });
  await Promise.resolve();
  expect(worn).toHaveLength(2);
});
