import { expect, test } from 'vitest';
import {
  chooseUpdateWay,
  hasDeveloperId,
  type Installation,
  isWorthTelling,
  parseFeed,
} from '#main/electron/update-way.ts';

const feed = { owner: 'golden', repository: 'hour' };
const page = 'https://github.com/golden/hour/releases/latest';
const windows: Installation = {
  platform: 'win32',
  isPackaged: true,
  feed,
  isAppImage: false,
  isSigned: false,
};

test.each<[string, Partial<Installation>, ReturnType<typeof chooseUpdateWay>]>([
  ['Windows', {}, { kind: 'in-place' }],
  ['an AppImage', { platform: 'linux', isAppImage: true }, { kind: 'in-place' }],
  ['a deb', { platform: 'linux' }, { kind: 'by-hand', because: 'package', page }],
  ['a deb without a feed', { platform: 'linux', feed: null }, { kind: 'none', because: 'no-feed' }],
  ['signed macOS', { platform: 'darwin', isSigned: true }, { kind: 'in-place' }],
  ['unsigned macOS', { platform: 'darwin' }, { kind: 'by-hand', because: 'unsigned', page }],
  ['the source', { isPackaged: false }, { kind: 'none', because: 'from-source' }],
])('%s', (_name, part, way) => {
  expect(chooseUpdateWay({ ...windows, ...part })).toEqual(way);
});

test('reads the feed that electron-builder writes', () => {
  const text = "owner: golden\nrepo: 'hour'\nprovider: github\nreleaseType: draft\nupdaterCacheDirName: x\n";
  expect(parseFeed(text)).toEqual(feed);
  expect(parseFeed(text.replaceAll('\n', '\r\n'))).toEqual(feed);
});

test.each([
  ['without an origin', 'updaterCacheDirName: golden-hour-updater\n'],
  ['of another provider', 'provider: generic\nurl: https://example.org\n'],
  ['whose owner is no name', 'provider: github\nowner: ../evil\nrepo: hour\n'],
  ['that is empty', ''],
])('has no feed in a file %s', (_name, text) => {
  expect(parseFeed(text)).toBeNull();
});

test('tells a Developer ID from an ad-hoc signature', () => {
  expect(hasDeveloperId('Format=app bundle\nAuthority=Developer ID Application: Somebody (ABC)\n')).toBe(
    true,
  );
  expect(hasDeveloperId('Format=app bundle\nSignature=adhoc\nTeamIdentifier=not set\n')).toBe(false);
  expect(hasDeveloperId('Authority=Apple Development: Somebody (ABC)\n')).toBe(false);
});

test('tells of a version once, and not of one that was declined', () => {
  expect(isWorthTelling('1.2.0', { declined: '1.1.0', told: new Set() })).toBe(true);
  expect(isWorthTelling('1.2.0', { declined: '1.2.0', told: new Set() })).toBe(false);
  expect(isWorthTelling('1.2.0', { declined: null, told: new Set(['1.2.0']) })).toBe(false);
});
