import type { IncomingHttpHeaders } from 'node:http';
import { readObject } from './calendar-object.ts';
import { findPlace, type ServerState } from './state.ts';
import { childOf, type Element, parseXml } from './xml.ts';

export interface ClientRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request that a client may send. `xml` is set for PROPFIND and REPORT. */
export type CheckedRequest =
  | { readonly ok: true; readonly xml: Element | null }
  | { readonly ok: false; readonly complaint: string };

const refuse = (complaint: string): CheckedRequest => ({ ok: false, complaint });

const REPORT_ROOTS = ['d:sync-collection', 'c:calendar-multiget', 'c:calendar-query'];

function checkReport(root: Element, { path, headers }: ClientRequest, state: ServerState): string | null {
  if (!REPORT_ROOTS.includes(root.name)) return `REPORT with the root ${root.name}`;
  if (!childOf(root, 'd:prop')) return `${root.name} without d:prop`;
  if (root.name === 'd:sync-collection') {
    if (headers.depth !== '0') return `sync-collection with Depth ${String(headers.depth ?? 'none')}, not 0`;
    if (!childOf(root, 'd:sync-token')) return 'sync-collection without d:sync-token';
    if (childOf(root, 'd:sync-level')?.text !== '1') return 'sync-collection without d:sync-level 1';
  }
  if (root.name === 'c:calendar-multiget') {
    const hrefs = root.children.filter(({ name }) => name === 'd:href').map(({ text }) => text);
    if (hrefs.length === 0) return 'calendar-multiget without d:href';
    const place = findPlace(path, state);
    for (const href of hrefs) {
      const target = findPlace(new URL(href, state.origin).pathname, state);
      const isInside =
        place?.kind === 'calendar' && target?.kind === 'object' && target.folder === place.folder;
      if (!isInside) return `calendar-multiget for ${href}, which is not in ${path}`;
    }
  }
  return null;
}

function checkXml(request: ClientRequest, state: ServerState): CheckedRequest {
  const { method, headers, body } = request;
  if (!/^(application|text)\/xml\b/.test(headers['content-type'] ?? '')) {
    return refuse(`${method} with the content type ${headers['content-type'] ?? 'none'}`);
  }
  if (headers.depth !== '0' && headers.depth !== '1')
    return refuse(`${method} with Depth ${String(headers.depth ?? 'none')}`);
  let root: Element;
  try {
    root = parseXml(body);
  } catch (error) {
    return refuse(`${method} with a body that is no XML: ${String(error)}`);
  }
  if (method === 'PROPFIND') {
    if (root.name !== 'd:propfind') return refuse(`PROPFIND with the root ${root.name}`);
    const asked = childOf(root, 'd:prop');
    return asked && asked.children.length > 0
      ? { ok: true, xml: root }
      : refuse('PROPFIND that names no property');
  }
  const bad = checkReport(root, request, state);
  return bad === null ? { ok: true, xml: root } : refuse(bad);
}

const isEtag = (value: string): boolean => /^(W\/)?"[^"]*"$/.test(value);

function checkConditions({ method, headers }: ClientRequest): string | null {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined && noneMatch !== undefined) return `${method} with If-Match and If-None-Match`;
  if (match !== undefined && match !== '*' && !isEtag(match)) return `${method} with If-Match: ${match}`;
  if (noneMatch !== undefined && noneMatch !== '*') return `${method} with If-None-Match: ${noneMatch}`;
  return null;
}

function checkPut(request: ClientRequest): string | null {
  const { headers, body, path } = request;
  if (!/^text\/calendar; ?charset=utf-8$/i.test(headers['content-type'] ?? '')) {
    return `PUT with the content type ${headers['content-type'] ?? 'none'}`;
  }
  if (!/\/[^/]+\.ics$/.test(path)) return `PUT to ${path}, which does not end with .ics`;
  const read = readObject(body, true);
  return read.ok ? null : `PUT of an object that is not valid: ${read.reason}`;
}

/** Everything that RFC 4791 and 6578 ask of a client, and a little more: what a lenient server would let pass. */
export function checkRequest(request: ClientRequest, state: ServerState): CheckedRequest {
  const { method, body } = request;
  switch (method) {
    case 'PROPFIND':
    case 'REPORT':
      return checkXml(request, state);
    case 'OPTIONS':
    case 'GET':
      return body === '' ? { ok: true, xml: null } : refuse(`${method} with a body`);
    case 'DELETE': {
      const bad = body === '' ? checkConditions(request) : 'DELETE with a body';
      return bad === null ? { ok: true, xml: null } : refuse(bad);
    }
    case 'PUT': {
      const bad = checkConditions(request) ?? checkPut(request);
      return bad === null ? { ok: true, xml: null } : refuse(bad);
    }
    default:
      return refuse(`${method}, which no client of a calendar needs`);
  }
}
