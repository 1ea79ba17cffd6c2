import { describe, expect, test } from 'vitest';
import { isPrivateAddress, readPrivacy } from '#main/calendars/feed/private-host.ts';

/** As a URL writes it. */
const hostnameOf = (host: string): string => new URL(`http://${host}/`).hostname;

describe('what a URL says of its host', () => {
  test.each([
    'localhost',
    'LOCALHOST.',
    'a.localhost',
    'printer',
    'nas.local',
    'box.lan',
    'a.home.arpa',
    'x.internal',
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[fe80::1]',
    '[fd00::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:a00:1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
  ])('%s is private', (host) => {
    expect(readPrivacy(hostnameOf(host))).toBe(true);
  });

  test.each([
    '8.8.8.8',
    '172.32.0.1',
    '172.15.0.1',
    '100.128.0.1',
    '[2001:4860:4860::8888]',
    '[::ffff:8.8.8.8]',
  ])('%s is public', (host) => {
    expect(readPrivacy(hostnameOf(host))).toBe(false);
  });

  test.each(['calendar.example', 'local.example', 'mylocal', 'internal.example.com'])(
    'of %s only its addresses tell, if it is a public name',
    (host) => {
      expect(readPrivacy(hostnameOf(host))).toBe(host.includes('.') ? null : true);
    },
  );
});

test('an address of an interface is one too', () => {
  expect(isPrivateAddress('fe80::1%eth0')).toBe(true);
});
