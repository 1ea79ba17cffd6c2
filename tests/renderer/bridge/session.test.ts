import { expect, test, vi } from 'vitest';
import { forgetSession, openSession, type SessionPage } from '#renderer/bridge/session.ts';

function createPage(hash: string, answer: () => Promise<Response>, stored: string | null = null) {
  let kept = stored;
  const replaceState = vi.fn<History['replaceState']>();
  const fetch = vi.fn<typeof globalThis.fetch>(answer);
  const page: SessionPage = {
    location: { hash, pathname: '/', search: '' },
    history: { replaceState },
    storage: {
      getItem: () => kept,
      setItem: (_, value) => {
        kept = value;
      },
      removeItem: () => {
        kept = null;
      },
    },
    fetch,
  };
  return { page, replaceState, fetch, readKept: () => kept };
}

const granted = (): Promise<Response> => Promise.resolve(Response.json({ session: 's1' }));

test('a token is traded for a session, and erased from the address before it is sent', async () => {
  const { page, replaceState, fetch, readKept } = createPage('#token=t1', granted);
  expect(await openSession(page)).toEqual({ kind: 'open', session: 's1' });
  expect(replaceState).toHaveBeenCalledWith(null, '', '/');
  expect(replaceState.mock.invocationCallOrder[0]).toBeLessThan(fetch.mock.invocationCallOrder[0] ?? 0);
  expect(fetch).toHaveBeenCalledWith(
    '/session',
    expect.objectContaining({ method: 'POST', body: '{"token":"t1"}' }),
  );
  expect(readKept()).toBe('s1');
});

test('a reload finds the session, without asking', async () => {
  const { page, fetch } = createPage('#/people', granted, 's0');
  expect(await openSession(page)).toEqual({ kind: 'open', session: 's0' });
  expect(fetch).not.toHaveBeenCalled();
});

test('neither token nor session is locked', async () => {
  const { page } = createPage('', granted);
  expect(await openSession(page)).toEqual({ kind: 'locked' });
});

test('a used token is locked and forgets an older session', async () => {
  const { page, readKept } = createPage(
    '#token=t1',
    () => Promise.resolve(new Response(null, { status: 401 })),
    's0',
  );
  expect(await openSession(page)).toEqual({ kind: 'locked' });
  expect(readKept()).toBeNull();
});

test('an answer without a session is locked', async () => {
  const { page } = createPage('#token=t1', () => Promise.resolve(Response.json({ session: 7 })));
  expect(await openSession(page)).toEqual({ kind: 'locked' });
});

test('no answer is unreachable', async () => {
  const { page } = createPage('#token=t1', () => Promise.reject(new TypeError('refused')));
  expect(await openSession(page)).toEqual({ kind: 'unreachable' });
});

test('a session can be forgotten', () => {
  const { page, readKept } = createPage('', granted, 's0');
  forgetSession(page.storage);
  expect(readKept()).toBeNull();
});
