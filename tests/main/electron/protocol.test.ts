import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPageServer, type PageServer, registerPageScheme } from '#main/electron/protocol.ts';

let folder: string;
let serve: PageServer;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-hour-pages-'));
  const root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<p>page</p>');
  writeFileSync(join(root, 'assets', 'main-B2x9_qLr.js'), 'export {};');
  writeFileSync(join(root, 'assets', 'notes.txt'), 'of no type that a page has');
  writeFileSync(join(folder, 'secret.json'), '{"secret":true}');
  symlinkSync(join(folder, 'secret.json'), join(root, 'link.json'));
  symlinkSync(folder, join(root, 'up'));
  serve = createPageServer(root);
});

afterAll(() => rmSync(folder, { recursive: true }));

const get = (url: string, method = 'GET') => serve({ url, method });

test('security item 18: the scheme is standard and secure', () => {
  const registered: unknown[] = [];
  registerPageScheme({ registerSchemesAsPrivileged: (schemes) => void registered.push(schemes) });
  expect(registered).toEqual([
    [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
  ]);
});

test('the page and its files are answered with their types', async () => {
  const page = await get('app://bundle/index.html?popover#/week');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await page.text()).toBe('<p>page</p>');
  const script = await get('app://bundle/assets/main-B2x9_qLr.js');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(await (await get('app://bundle/index.html', 'HEAD')).text()).toBe('');
});

test('security item 7: every answer has a policy that begins with nothing and knows no exceptions', async () => {
  for (const path of ['index.html', 'nowhere']) {
    const { headers } = await get(`app://bundle/${path}`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

describe('security item 18: nothing outside the folder is answered', () => {
  test.each([
    'app://bundle/../secret.json',
    'app://bundle/%2e%2e/secret.json',
    'app://bundle/assets/..%2f..%2fsecret.json',
    'app://bundle/assets/%2e%2e%5c%2e%2e%5csecret.json',
    'app://bundle/..\\secret.json',
    'app://bundle//secret.json',
    'app://bundle/link.json',
    'app://bundle/up/secret.json',
    'app://bundle/%00/index.html',
    'app://bundle/assets',
    'app://bundle/assets/notes.txt',
    'app://bundle/constructor',
    'app://elsewhere/index.html',
    'app://bundle.evil.example/index.html',
    'https://bundle/index.html',
    'not an address',
  ])('%s is a 404', async (url) => {
    const response = await get(url);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('secret":');
  });

  test.each(['POST', 'PUT', 'DELETE'])('%s is a 404', async (method) => {
    expect((await get('app://bundle/index.html', method)).status).toBe(404);
  });
});
