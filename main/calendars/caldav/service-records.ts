import { Resolver } from 'node:dns/promises';

/** DNS, as far as discovery needs it. Both answer with nothing where there is no record or no name server. */
export interface ServiceRecords {
  srv(name: string): Promise<
    readonly {
      readonly name: string;
      readonly port: number;
      readonly priority: number;
      readonly weight: number;
    }[]
  >;
  txt(name: string): Promise<readonly (readonly string[])[]>;
}

export function createServiceRecords(): ServiceRecords {
  const resolver = new Resolver({ timeout: 2_000, tries: 1 });
  // No record, no name server, no network: for discovery all of it means to go on without.
  const orNothing = <T>(records: Promise<readonly T[]>): Promise<readonly T[]> => records.catch(() => []);
  return {
    srv: (name) => orNothing(resolver.resolveSrv(name)),
    txt: (name) => orNothing(resolver.resolveTxt(name)),
  };
}

/** RFC 6764: the servers of a domain's calendars, the preferred one first. Only those with TLS from the first byte. */
export async function findServiceAddresses(
  domain: string,
  records: ServiceRecords,
): Promise<readonly { readonly url: URL; readonly hasPath: boolean }[]> {
  const service = `_caldavs._tcp.${domain}`;
  const targets = await records.srv(service);
  if (targets.length === 0) return [];
  const texts = (await records.txt(service)).map((parts) => parts.join(''));
  const path = texts.map((text) => /^path=(\/.*)$/.exec(text)?.[1]).find((found) => found !== undefined);
  return targets
    .toSorted((a, b) => a.priority - b.priority || b.weight - a.weight || (a.name < b.name ? -1 : 1))
    .flatMap(({ name, port }) => {
      // A target of '.' says that the service is decidedly not offered.
      const url = name === '.' || name === '' ? null : URL.parse(`https://${name}:${port}${path ?? '/'}`);
      return url ? [{ url, hasPath: path !== undefined }] : [];
    });
}
