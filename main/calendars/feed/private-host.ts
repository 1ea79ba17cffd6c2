import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

const NETWORKS: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
const NETWORKS_6: readonly (readonly [string, number])[] = [
  ['::', 128],
  ['::1', 128],
  // What these translate to may be private too, and no public calendar is served from them.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|lan|home|internal|intranet|corp|home\.arpa)$/;

const privateNetworks = new BlockList();
for (const [network, bits] of NETWORKS) privateNetworks.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of NETWORKS_6) privateNetworks.addSubnet(network, bits, 'ipv6');

/** The addresses of a name; throws where it has none. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

export const resolveHost: ResolveHost = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

/**
 * Whether a URL's hostname is this machine or the network around it. By what the URL says alone; null: it is a public
 * name, and only its addresses can tell.
 */
export function readPrivacy(hostname: string): boolean | null {
  const host = hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0) return isPrivateAddress(host);
  return LOCAL_NAME.test(host) || !host.includes('.') ? true : null;
}

export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  // A block list knows IPv4 in IPv6 (::ffff:127.0.0.1) by itself.
  return privateNetworks.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}
