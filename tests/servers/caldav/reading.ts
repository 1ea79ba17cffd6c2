import type { ClientRequest } from './check-request.ts';
import type { Collection, StoredObject } from './collection.ts';
import {
  findPlace,
  PATHS,
  type Place,
  readVersion,
  type ServerState,
  type TestCalendar,
  writeHref,
} from './state.ts';
import {
  childOf,
  type Element,
  escapeXml,
  type ResourceAnswer,
  writeError,
  writeMultistatus,
} from './xml.ts';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const XML = { 'content-type': 'application/xml; charset=utf-8' };

const multistatus = (answers: readonly ResourceAnswer[], token?: string): Answer => ({
  status: 207,
  headers: XML,
  body: writeMultistatus(answers, token),
});

const refuse = (status: number, condition: string): Answer => ({
  status,
  headers: XML,
  body: writeError(condition),
});

const TOKEN = 'http://golden-hour.test/sync/';
const writeToken = (state: ServerState, revision: number): string => `${TOKEN}${state.epoch}/${revision}`;

/** Null: not a token of this server, or of a time that it has forgotten. */
function readToken(token: string, state: ServerState): number | null {
  if (token === '') return 0;
  const [epoch, revision] = token.startsWith(TOKEN) ? token.slice(TOKEN.length).split('/').map(Number) : [];
  return epoch === state.epoch && revision !== undefined ? revision : null;
}

const href = (path: string, state: ServerState): string =>
  `<d:href>${escapeXml(writeHref(path, state))}</d:href>`;

function describeCalendar(
  settings: TestCalendar,
  collection: Collection,
  state: ServerState,
): Map<string, string> {
  const { sync, ctag, multiget } = state.modes;
  const reports = [
    ...(sync ? ['d:sync-collection'] : []),
    ...(multiget ? ['c:calendar-multiget'] : []),
    'c:calendar-query',
  ];
  const privileges =
    settings.isWritable === false ? ['d:read'] : ['d:read', 'd:write', 'd:write-content', 'd:bind'];
  return new Map([
    ['d:resourcetype', '<d:collection/><c:calendar/>'],
    ['d:displayname', escapeXml(settings.name ?? settings.folder)],
    ...(settings.colour === undefined ? [] : [['a:calendar-color', settings.colour] as const]),
    ...(settings.order === undefined ? [] : [['a:calendar-order', String(settings.order)] as const]),
    [
      'c:supported-calendar-component-set',
      (settings.components ?? ['VEVENT']).map((name) => `<c:comp name="${name}"/>`).join(''),
    ],
    [
      'd:current-user-privilege-set',
      privileges.map((name) => `<d:privilege><${name}/></d:privilege>`).join(''),
    ],
    [
      'd:supported-report-set',
      reports
        .map((name) => `<d:supported-report><d:report><${name}/></d:report></d:supported-report>`)
        .join(''),
    ],
    ...(sync ? [['d:sync-token', writeToken(state, collection.revision())] as const] : []),
    ...(ctag ? [['cs:getctag', `"c${collection.revision()}"`] as const] : []),
  ]);
}

function describeObject(object: StoredObject, state: ServerState, withText: boolean): Map<string, string> {
  const version = readVersion(object, state);
  return new Map([
    ['d:resourcetype', ''],
    ['d:getcontenttype', `text/calendar; charset=utf-8; component=${object.component}`],
    ...(version === null ? [] : [['d:getetag', escapeXml(version)] as const]),
    ...(object.scheduleTag === null ? [] : [['c:schedule-tag', escapeXml(object.scheduleTag)] as const]),
    ...(withText ? [['c:calendar-data', escapeXml(object.text)] as const] : []),
  ]);
}

function describePlace(
  place: Exclude<Place, { kind: 'calendar' | 'object' }>,
  state: ServerState,
): Map<string, string> {
  const principal: [string, string] = ['d:current-user-principal', href(PATHS.principal(state), state)];
  switch (place.kind) {
    case 'well-known':
    case 'root':
    case 'home':
      return new Map([principal, ['d:resourcetype', '<d:collection/>']]);
    case 'inbox':
      return new Map([principal, ['d:resourcetype', '<d:collection/><c:schedule-inbox/>']]);
    case 'outbox':
      return new Map([principal, ['d:resourcetype', '<d:collection/><c:schedule-outbox/>']]);
    case 'principal':
      return new Map([
        principal,
        ['d:resourcetype', '<d:collection/><d:principal/>'],
        ['c:calendar-home-set', href(PATHS.home(state), state)],
        [
          'c:calendar-user-address-set',
          state.addresses.map((address) => `<d:href>mailto:${address}</d:href>`).join(''),
        ],
        ...(state.modes.scheduling
          ? ([['c:schedule-outbox-URL', href(PATHS.outbox(state), state)]] as const)
          : []),
      ]);
  }
}

function choose(
  path: string,
  all: ReadonlyMap<string, string>,
  asked: readonly string[],
  state: ServerState,
) {
  const has = new Map(asked.flatMap((name) => (all.has(name) ? [[name, all.get(name) ?? ''] as const] : [])));
  return {
    href: writeHref(path, state),
    has,
    lacks: asked.filter((name) => !all.has(name)),
  } satisfies ResourceAnswer;
}

const namesOf = (xml: Element): readonly string[] =>
  childOf(xml, 'd:prop')?.children.map(({ name }) => name) ?? [];

export function answerPropfind(
  place: Place,
  { path, headers }: ClientRequest,
  xml: Element,
  state: ServerState,
): Answer {
  if (place.kind === 'well-known') return { status: 301, headers: { location: PATHS.root } };
  const asked = namesOf(xml);
  const isDeep = headers.depth === '1';
  if (place.kind === 'object') {
    const object = state.calendars.get(place.folder)?.collection.read(place.name);
    if (!object) return { status: 404 };
    return multistatus([choose(path, describeObject(object, state, false), asked, state)]);
  }
  if (place.kind === 'calendar') {
    const calendar = state.calendars.get(place.folder);
    if (!calendar) return { status: 404 };
    const { settings, collection } = calendar;
    const children = isDeep ? collection.list() : [];
    return multistatus([
      choose(path, describeCalendar(settings, collection, state), asked, state),
      ...children.map((object) =>
        choose(
          PATHS.object(state, place.folder, object.name),
          describeObject(object, state, false),
          asked,
          state,
        ),
      ),
    ]);
  }
  const answers = [choose(path, describePlace(place, state), asked, state)];
  if (place.kind === 'home' && isDeep) {
    for (const [folder, { settings, collection }] of state.calendars) {
      const all = describeCalendar(settings, collection, state);
      answers.push(choose(PATHS.calendar(state, folder), all, asked, state));
    }
    if (state.modes.scheduling) {
      answers.push(choose(PATHS.inbox(state), describePlace({ kind: 'inbox' }, state), asked, state));
      answers.push(choose(PATHS.outbox(state), describePlace({ kind: 'outbox' }, state), asked, state));
    }
  }
  return multistatus(answers);
}

function answerSync(folder: string, xml: Element, collection: Collection, state: ServerState): Answer {
  const from = readToken(childOf(xml, 'd:sync-token')?.text ?? '', state);
  if (from === null) return refuse(state.modes.expiredStatus, 'd:valid-sync-token');
  const asked = namesOf(xml);
  const changes = collection.changesSince(from, state.modes.pageSize);
  const path = (name: string): string => PATHS.object(state, folder, name);
  const answers: ResourceAnswer[] = [
    ...changes.changed.map((object) =>
      choose(path(object.name), describeObject(object, state, false), asked, state),
    ),
    ...changes.removed.map((name) => ({ href: writeHref(path(name), state), status: 404 })),
  ];
  if (changes.isTruncated)
    answers.push({ href: writeHref(PATHS.calendar(state, folder), state), status: 507 });
  return multistatus(answers, writeToken(state, changes.revision));
}

function answerMultiget(xml: Element, collection: Collection, state: ServerState): Answer {
  const asked = namesOf(xml);
  const hrefs = xml.children.filter(({ name }) => name === 'd:href').map(({ text }) => text);
  const answers = hrefs.map((text): ResourceAnswer => {
    const { pathname } = new URL(text, state.origin);
    const place = findPlace(pathname, state);
    const object = place?.kind === 'object' ? collection.read(place.name) : null;
    if (!object || state.modes.hiddenFromMultiget.has(object.name)) return { href: text, status: 404 };
    return choose(pathname, describeObject(object, state, true), asked, state);
  });
  return multistatus(answers);
}

export function answerReport(place: Place, xml: Element, state: ServerState): Answer {
  const collection = place.kind === 'calendar' ? state.calendars.get(place.folder)?.collection : undefined;
  if (place.kind !== 'calendar' || !collection) return refuse(403, 'd:supported-report');
  const { sync, multiget, poisoned } = state.modes;
  if (xml.name === 'd:sync-collection' && sync) return answerSync(place.folder, xml, collection, state);
  if (xml.name === 'c:calendar-multiget' && multiget) {
    const isPoisoned = [...poisoned].some((name) =>
      xml.children.some(({ text }) => text.endsWith(`/${name}`)),
    );
    return isPoisoned ? { status: 500 } : answerMultiget(xml, collection, state);
  }
  return refuse(403, 'd:supported-report');
}

export function answerGet(place: Place, state: ServerState): Answer {
  const object =
    place.kind === 'object' ? state.calendars.get(place.folder)?.collection.read(place.name) : null;
  if (!object) return { status: place.kind === 'object' ? 404 : 405 };
  if (state.modes.poisoned.has(object.name)) return { status: 500 };
  const version = readVersion(object, state);
  return {
    status: 200,
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      ...(version === null ? {} : { etag: version }),
      ...(object.scheduleTag === null ? {} : { 'schedule-tag': object.scheduleTag }),
    },
    body: object.text,
  };
}
