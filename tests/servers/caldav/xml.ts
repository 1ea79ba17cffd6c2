import sax from 'sax';

const NS = {
  d: 'DAV:',
  c: 'urn:ietf:params:xml:ns:caldav',
  cs: 'http://calendarserver.org/ns/',
  a: 'http://apple.com/ns/ical/',
} as const;

export interface Element {
  /** With the prefixes of NS, whatever the client wrote: `d:prop`. `?:x` for a namespace that is not in NS. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const prefixes = new Map<string, string>(Object.entries(NS).map(([prefix, uri]) => [uri, prefix]));

/** The root of a well-formed document; throws for anything else. */
export function parseXml(text: string): Element {
  const parser = sax.parser(true, { xmlns: true });
  const open: Element[] = [];
  let root: Element | null = null;
  const keepText = (piece: string): void => {
    const element = open.at(-1);
    if (element) element.text += piece;
  };
  const handlers = {
    onerror(error) {
      throw error;
    },
    ondoctype() {
      throw new Error('A DOCTYPE in a request.');
    },
    onopentag(tag) {
      if (!('uri' in tag)) throw new Error('Without namespaces.');
      const attributes = Object.fromEntries(
        Object.values(tag.attributes).map(({ local, value }) => [local, value]),
      );
      const name = `${prefixes.get(tag.uri) ?? '?'}:${tag.local}`;
      const element: Element = { name, attributes, children: [], text: '' };
      open.at(-1)?.children.push(element);
      root ??= element;
      open.push(element);
    },
    onclosetag() {
      open.pop();
    },
    ontext: keepText,
    oncdata: keepText,
  } satisfies Partial<sax.SAXParser>;
  Object.assign(parser, handlers);
  parser.write(text).close();
  if (root === null) throw new Error('An empty document.');
  return root;
}

export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((child) => child.name === name);

/** As text: carriage returns survive only as references. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"\r]/g, (character) => `&#${character.charCodeAt(0)};`);

/** What one resource answers: properties it has (name and inner XML), and those it was asked for in vain. */
export interface ResourceAnswer {
  readonly href: string;
  /** Instead of properties: 404 for what is gone, 507 for a listing that goes on. */
  readonly status?: number;
  readonly has?: ReadonlyMap<string, string>;
  readonly lacks?: readonly string[];
}

const PHRASES: Readonly<Record<number, string>> = {
  200: 'OK',
  404: 'Not Found',
  507: 'Insufficient Storage',
};
const statusLine = (status: number): string =>
  `<d:status>HTTP/1.1 ${status} ${PHRASES[status] ?? 'Status'}</d:status>`;

const isKnown = (name: string): boolean => !name.startsWith('?:');

function writeAnswer({ href, status, has, lacks = [] }: ResourceAnswer): string {
  const parts = [`<d:href>${escapeXml(href)}</d:href>`];
  if (status !== undefined) parts.push(statusLine(status));
  if (has && has.size > 0) {
    const properties = [...has].map(([name, inner]) => `<${name}>${inner}</${name}>`).join('');
    parts.push(`<d:propstat><d:prop>${properties}</d:prop>${statusLine(200)}</d:propstat>`);
  }
  const missing = lacks.filter(isKnown);
  if (missing.length > 0) {
    const names = missing.map((name) => `<${name}/>`).join('');
    parts.push(`<d:propstat><d:prop>${names}</d:prop>${statusLine(404)}</d:propstat>`);
  } else if (status === undefined && (has?.size ?? 0) === 0) {
    parts.push(`<d:propstat><d:prop/>${statusLine(200)}</d:propstat>`);
  }
  return `<d:response>${parts.join('')}</d:response>`;
}

const declarations = Object.entries(NS)
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

export const writeMultistatus = (answers: readonly ResourceAnswer[], syncToken?: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<d:multistatus ${declarations}>${answers.map(writeAnswer).join('')}${
    syncToken === undefined ? '' : `<d:sync-token>${escapeXml(syncToken)}</d:sync-token>`
  }</d:multistatus>`;

/** A precondition that failed, such as d:valid-sync-token. */
export const writeError = (condition: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<d:error ${declarations}><${condition}/></d:error>`;
