import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openLoopback } from '#main/app/oauth/loopback.ts';

interface Asked {
  readonly method?: string;
  readonly host?: string;
}

/** Not fetch, which chooses the Host itself. Gives the status; null: nobody listens any more. */
function ask(address: string, { method = 'GET', host }: Asked = {}): Promise<number | null> {
  const headers = host === undefined ? {} : { host };
  return new Promise((resolve) => {
    request(address, { method, headers, agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? null));
    })
      .once('error', () => resolve(null))
      .end();
  });
}

describe('the place to which a browser is sent back', () => {
  it('listens on this machine alone, under a state that nobody can guess', async () => {
    const [a, b] = await Promise.all([openLoopback({ language: 'en' }), openLoopback({ language: 'en' })]);
    expect(a.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(a.state).toMatch(/^[\w-]{43}$/);
    expect(a.state).not.toBe(b.state);
    expect(a.redirectUri).not.toBe(b.redirectUri);
    const { port } = new URL(a.redirectUri);
    // Other addresses of the same machine, as others in the network would come in by.
    const elsewhere = ['127.0.0.2', '[::1]'].map((host) => ask(`http://${host}:${port}/`));
    expect(await Promise.all(elsewhere)).toEqual([null, null]);
    a.cancel();
    b.cancel();
    expect(await a.redirected).toEqual({ kind: 'cancelled' });
  });

  it('takes the code once and closes', async () => {
    const { redirectUri, state, redirected } = await openLoopback({ language: 'en' });
    const address = `${redirectUri}?state=${state}&code=4%2F0abc&scope=x`;
    expect(await ask(address)).toBe(200);
    expect(await redirected).toEqual({ kind: 'code', code: '4/0abc' });
    expect(await ask(address)).toBeNull();
  });

  it('tells what the provider refused', async () => {
    const { redirectUri, state, redirected } = await openLoopback({ language: 'en' });
    expect(await ask(`${redirectUri}?error=access_denied&state=${state}`)).toBe(200);
    expect(await redirected).toEqual({ kind: 'error', error: 'access_denied' });
  });

  it('goes on waiting whatever strangers ask', async () => {
    const { redirectUri, state, redirected } = await openLoopback({ language: 'en' });
    const { port } = new URL(redirectUri);
    const good = `${redirectUri}?state=${state}&code=right`;
    const strange: readonly (readonly [string, Asked?])[] = [
      [`${redirectUri}favicon.ico`],
      [redirectUri],
      [`${redirectUri}?code=wrong`],
      [`${redirectUri}?code=wrong&state=`],
      [`${redirectUri}?code=wrong&state=${state.slice(1)}x`],
      [`${redirectUri}?code=wrong&state=${state}x`],
      [`${redirectUri}?state=${state}`],
      [`${redirectUri}?state=${state}&code=`],
      [`${redirectUri}other?state=${state}&code=wrong`],
      [good, { method: 'POST' }],
      [good, { host: `evil.example:${port}` }],
      [good, { host: `localhost:${port}` }],
      [good, { host: '127.0.0.1' }],
    ];
    const statuses: (number | null)[] = [];
    for (const [address, asked] of strange) statuses.push(await ask(address, asked));
    expect(statuses).toEqual(strange.map(() => 404));
    expect(await ask(good)).toBe(200);
    expect(await redirected).toEqual({ kind: 'code', code: 'right' });
  });

  it('waits no longer than it should', async () => {
    const { redirectUri, redirected } = await openLoopback({ language: 'en', limitMs: 300 });
    const tooLong = setTimeout(10_000, 'still waiting', { ref: false });
    expect(await Promise.race([redirected, tooLong])).toEqual({ kind: 'timed-out' });
    expect(await ask(redirectUri)).toBeNull();
  });

  it.each([
    ['en', 'Back to Golden Hour'],
    ['nl', 'Terug naar Golden Hour'],
  ] as const)('answers a page in the user’s language, without script: %s', async (language, title) => {
    const { redirectUri, state } = await openLoopback({ language });
    const response = await fetch(`${redirectUri}?state=${state}&code=abc`);
    const page = await response.text();
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(`<h1>${title}</h1>`);
    expect(page).toContain('color-scheme:light dark');
    expect(page).not.toMatch(/<script|abc|src=|href=/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  });
});
