import sax from 'sax';

const DAV = 'DAV:';
const CALDAV = 'urn:ietf:params:xml:ns:caldav';
const CALENDAR_SERVER = 'http://calendarserver.org/ns/';
const APPLE = 'http://apple.com/ns/ical/';

/** The prefixes of our own requests. */
const NAMESPACES = { d: DAV, c: CALDAV, cs: CALENDAR_SERVER, a: APPLE } as const;
type Prefix = keyof typeof NAMESPACES;
export type PropertyName = `${Prefix}:${string}`;

/** An element of an answer. `name` is `{namespace}local`: prefixes are the server's own business. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, CDATA included, as it stands. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

const DEEPEST = 40;
const MOST_ELEMENTS = 2_000_000;
// About a millisecond of parsing: between two pieces the process does other work.
const PIECE = 32_768;

export const qualify = (name: PropertyName): string => {
  const [prefix = '', local = ''] = name.split(':');
  // The type of `name` allows no other prefix.
  return `{${NAMESPACES[prefix as Prefix]}}${local}`;
};

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** Lets whatever else waits in this process run first. */
export const giveWay = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Reading {
  readonly parser: sax.SAXParser;
  root: OpenElement | null;
  isBroken: boolean;
}

function createReading(): Reading {
  const open: OpenElement[] = [];
  let elements = 0;
  const reading: Reading = { parser: sax.parser(true, { xmlns: true }), root: null, isBroken: false };
  const refuse = (): void => {
    reading.isBroken = true;
  };
  const keepText = (piece: string): void => {
    const element = open.at(-1);
    if (element) element.text += piece;
  };
  const handlers = {
    onerror: refuse,
    ondoctype: refuse,
    onopentag(tag) {
      elements += 1;
      const isSecondRoot = open.length === 0 && reading.root !== null;
      if (isSecondRoot || open.length >= DEEPEST || elements > MOST_ELEMENTS || !('uri' in tag))
        return refuse();
      const attributes = Object.fromEntries(
        Object.values(tag.attributes).map(({ local, value }) => [local, value]),
      );
      const element: OpenElement = { name: `{${tag.uri}}${tag.local}`, attributes, children: [], text: '' };
      open.at(-1)?.children.push(element);
      reading.root ??= element;
      open.push(element);
    },
    onclosetag() {
      open.pop();
    },
    ontext: keepText,
    oncdata: keepText,
  } satisfies Partial<sax.SAXParser>;
  Object.assign(reading.parser, handlers);
  return reading;
}

/**
 * The root element, or null where the text is no well-formed XML, has a DOCTYPE (which no DAV server needs, and which
 * can hold entities that grow without end), or is deeper or larger than an answer of a server can be.
 * Gives way to other work while it reads; rejects only when the signal is aborted.
 */
export async function readXml(text: string, signal?: AbortSignal): Promise<XmlElement | null> {
  const reading = createReading();
  const source = text.replace(/^\uFEFF/, '').trimStart();
  for (let from = 0; from < source.length && !reading.isBroken; from += PIECE) {
    if (from > 0) await giveWay();
    signal?.throwIfAborted();
    write(reading, source.slice(from, from + PIECE));
  }
  if (!reading.isBroken) write(reading, null);
  return reading.isBroken ? null : reading.root;
}

/** The parser tells an error by its event and then throws it at the next piece; one of the two is enough. */
function write(reading: Reading, piece: string | null): void {
  try {
    if (piece === null) reading.parser.close();
    else reading.parser.write(piece);
  } catch {
    // Malformed XML is an expected answer: the caller hears of it as null.
    reading.isBroken = true;
  }
}

export const findChild = (element: XmlElement, name: PropertyName): XmlElement | undefined =>
  element.children.find((child) => child.name === qualify(name));

export const findChildren = (element: XmlElement, name: PropertyName): readonly XmlElement[] =>
  element.children.filter((child) => child.name === qualify(name));

const declarations = Object.entries(NAMESPACES)
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

/** A request's body: one root element with all our namespaces. `content` is XML already. */
export const wrapXml = (root: PropertyName, content: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<${root} ${declarations}>${content}</${root}>`;

export const listProperties = (names: readonly PropertyName[]): string =>
  `<d:prop>${names.map((name) => `<${name}/>`).join('')}</d:prop>`;

export const askProperties = (names: readonly PropertyName[]): string =>
  wrapXml('d:propfind', listProperties(names));
