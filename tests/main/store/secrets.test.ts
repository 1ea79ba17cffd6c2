import { describe, expect, it } from 'vitest';
import { openSecrets } from '#main/store/keyring/secrets.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';

describe('secrets in memory', () => {
  it('are kept until they are removed, and say that they will not last', async () => {
    const secrets = createMemorySecrets();
    await secrets.set('smtp', 'hush');
    expect([await secrets.get('smtp'), await secrets.get('other'), secrets.persistent]).toEqual([
      'hush',
      null,
      false,
    ]);
    await secrets.remove('smtp');
    expect(await secrets.get('smtp')).toBeNull();
  });
});

describe('openSecrets', () => {
  it('works wherever it is started, with a keyring or without', async () => {
    const secrets = await openSecrets();
    const key = `test-${process.pid}`;
    await secrets.set(key, 'hush');
    expect(await secrets.get(key)).toBe('hush');
    await secrets.remove(key);
    expect(await secrets.get(key)).toBeNull();
  });
});
