import {
  findChild,
  findChildren,
  giveWay,
  type PropertyName,
  qualify,
  readXml,
  type XmlElement,
} from './xml.ts';

// A few milliseconds of work.
const RESPONSES_AT_ONCE = 500;

/** What a 207 says about one resource. */
export interface DavResponse {
  /** As the server writes it. */
  readonly href: string;
  /** Of the resource itself; null where only its properties have one. */
  readonly status: number | null;
  /** The properties that the server has, by qualified name. */
  readonly properties: ReadonlyMap<string, XmlElement>;
}

export interface Multistatus {
  readonly responses: readonly DavResponse[];
  readonly syncToken: string | null;
}

const readStatus = (element: XmlElement | undefined): number | null => {
  const status = /^HTTP\/\S+\s+(\d{3})/.exec(element?.text.trim() ?? '')?.[1];
  return status === undefined ? null : Number(status);
};

function readResponses(element: XmlElement): readonly DavResponse[] {
  const properties = new Map<string, XmlElement>();
  for (const propstat of findChildren(element, 'd:propstat')) {
    const status = readStatus(findChild(propstat, 'd:status')) ?? 200;
    if (status < 200 || status > 299) continue;
    for (const property of findChild(propstat, 'd:prop')?.children ?? [])
      properties.set(property.name, property);
  }
  const status = readStatus(findChild(element, 'd:status'));
  // A response with a status of its own may name several resources.
  return findChildren(element, 'd:href').map((href) => ({ href: href.text.trim(), status, properties }));
}

/** Null: not a whole multistatus. */
export async function readMultistatus(text: string, signal?: AbortSignal): Promise<Multistatus | null> {
  const root = await readXml(text, signal);
  if (root?.name !== qualify('d:multistatus')) return null;
  const elements = findChildren(root, 'd:response');
  const responses: DavResponse[] = [];
  for (let from = 0; from < elements.length; from += RESPONSES_AT_ONCE) {
    if (from > 0) await giveWay();
    signal?.throwIfAborted();
    responses.push(...elements.slice(from, from + RESPONSES_AT_ONCE).flatMap(readResponses));
  }
  return {
    responses,
    syncToken: findChild(root, 'd:sync-token')?.text.trim() || null,
  };
}

/** Trimmed; null where it is absent or empty. */
export const readText = (response: DavResponse, name: PropertyName): string | null =>
  response.properties.get(qualify(name))?.text.trim() || null;

/** The hrefs inside a property, such as calendar-home-set. */
export const readHrefs = (response: DavResponse, name: PropertyName): readonly string[] => {
  const property = response.properties.get(qualify(name));
  return property ? findChildren(property, 'd:href').map((href) => href.text.trim()) : [];
};

/** The qualified names of the elements inside a property, such as resourcetype. */
export const readNames = (response: DavResponse, name: PropertyName): ReadonlySet<string> =>
  new Set((response.properties.get(qualify(name))?.children ?? []).map((child) => child.name));
