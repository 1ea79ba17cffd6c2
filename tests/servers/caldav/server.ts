import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setAttendeeParameter } from './calendar-object.ts';
import { type CheckedRequest, checkRequest, type ClientRequest } from './check-request.ts';
import type { Collection, StoredObject } from './collection.ts';
import type { Fault } from './faults.ts';
import { type Answer, answerGet, answerPropfind, answerReport } from './reading.ts';
import type { GuestMail } from './scheduling.ts';
import {
  type CalDavModes,
  type CalDavServerOptions,
  createState,
  findPlace,
  type HeardRequest,
  PATHS,
  putDirectly,
  readVersion,
  type ServerState,
} from './state.ts';
import { answerDelete, answerPut } from './writing.ts';

/**
 * A CalDAV server on this machine, real HTTP, by the letter of RFC 4791, 6578 and 6638. What a client sends is checked
 * strictly: a malformed request is answered with 400 and makes `close` reject, and so fails the test.
 */
export interface CalDavTestServer extends AsyncDisposable {
  /** Where discovery begins: the server's root, with /.well-known/caldav below it. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly modes: CalDavModes;
  /** What guests were sent by the server, in order. */
  readonly mails: readonly GuestMail[];
  readonly requests: readonly HeardRequest[];
  readonly complaints: readonly string[];
  /** The address of a calendar; of the first one by default. */
  calendarUrl(folder?: string): string;
  objectUrl(name: string, folder?: string): string;
  list(folder?: string): readonly StoredObject[];
  read(name: string, folder?: string): StoredObject | null;
  readByUid(uid: string, folder?: string): StoredObject | null;
  /** What the server would call its version now; null in the mode without. */
  etagOf(name: string, folder?: string): string | null;
  /** Another of the user's programs writes: no condition, no mail. */
  put(name: string, text: string, folder?: string): void;
  remove(name: string, folder?: string): void;
  /** A guest answers: PARTSTAT and the etag change, the schedule-tag does not. */
  reply(uid: string, email: string, partstat: 'ACCEPTED' | 'DECLINED' | 'TENTATIVE', folder?: string): void;
  /** All tokens handed out so far are refused from now on. */
  expireTokens(): void;
  /** Ends all connections; rejects with the complaints, if there are any. */
  close(): Promise<void>;
}

const AUTH_CHALLENGE = { 'www-authenticate': 'Basic realm="calendars", charset="UTF-8"' };

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function answerChecked(
  request: ClientRequest,
  checked: CheckedRequest & { ok: true },
  state: ServerState,
): Answer {
  const place = findPlace(request.path, state);
  if (request.method === 'OPTIONS') {
    return { status: 200, headers: { allow: 'OPTIONS, GET, PUT, DELETE, PROPFIND, REPORT' } };
  }
  if (place === null) return { status: 404 };
  switch (request.method) {
    case 'GET':
      return place.kind === 'well-known'
        ? { status: 301, headers: { location: PATHS.root } }
        : answerGet(place, state);
    case 'PUT':
      return answerPut(place, request, state);
    case 'DELETE':
      return answerDelete(place, request, state);
    case 'PROPFIND':
      return checked.xml ? answerPropfind(place, request, checked.xml, state) : { status: 400 };
    default:
      return checked.xml ? answerReport(place, checked.xml, state) : { status: 400 };
  }
}

function send(response: ServerResponse, answer: Answer, state: ServerState): void {
  const abilities = `1, 3, access-control, calendar-access${state.modes.scheduling ? ', calendar-auto-schedule' : ''}`;
  const body = Buffer.from(answer.body ?? '', 'utf8');
  const hasBody = answer.status !== 204;
  response.writeHead(answer.status, {
    dav: abilities,
    ...(hasBody ? { 'content-length': body.byteLength } : {}),
    ...answer.headers,
  });
  response.end(hasBody ? body : undefined);
}

/** Half of the body, or half of the head's promise, and then nothing. */
function sendHalf(response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(answer.body ?? 'cut off', 'utf8');
  const status = answer.status === 204 ? 200 : answer.status;
  response.writeHead(status, { ...answer.headers, 'content-length': body.byteLength });
  response.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => response.destroy());
}

function strike(
  fault: Fault,
  response: ServerResponse,
  act: () => Answer,
  heard: HeardRequest,
  state: ServerState,
): void {
  switch (fault.kind) {
    case 'status': {
      const { status, retryAfterSeconds: seconds } = fault;
      heard.status = status;
      send(
        response,
        { status, headers: seconds === undefined ? {} : { 'retry-after': String(seconds) } },
        state,
      );
      return;
    }
    case 'truncate':
      sendHalf(response, act());
      return;
    case 'drop':
      if (fault.when === 'after') act();
      response.destroy();
      return;
    case 'time-out':
      if (fault.when === 'after') act();
  }
}

async function handle(message: IncomingMessage, response: ServerResponse, state: ServerState): Promise<void> {
  const { method = '', headers } = message;
  const path = new URL(message.url ?? '/', state.origin).pathname;
  const request: ClientRequest = { method, path, headers, body: await readBody(message) };
  const { depth } = headers;
  const heard: HeardRequest = {
    method,
    path,
    depth: typeof depth === 'string' ? depth : undefined,
    body: request.body,
    status: null,
  };
  const index = state.requests.push(heard) - 1;
  const answer = (result: Answer): void => {
    heard.status = result.status;
    send(response, result, state);
  };

  const login = `Basic ${Buffer.from(`${state.user}:${state.password}`, 'utf8').toString('base64')}`;
  if (headers.authorization !== login) return answer({ status: 401, headers: AUTH_CHALLENGE });
  const checked = checkRequest(request, state);
  if (!checked.ok) {
    state.complaints.push(`${path}: ${checked.complaint}`);
    return answer({ status: 400, body: checked.complaint });
  }
  const act = (): Answer => answerChecked(request, checked, state);
  const fault = state.modes.faults?.({ method, path, index }) ?? null;
  if (fault === null) answer(act());
  else strike(fault, response, act, heard, state);
}

export async function startCalDavServer(options: CalDavServerOptions = {}): Promise<CalDavTestServer> {
  const state = createState(options);
  const server = createServer((request, response) => {
    handle(request, response, state).catch((error: unknown) => {
      // The client is gone in the middle of its request, or the server has a mistake: the test is told either way.
      if (!request.destroyed || request.complete)
        state.complaints.push(`the server failed: ${String(error)}`);
      response.destroy();
    });
  });
  // On a machine that stands still for seconds it would end a connection that a request is on its way through.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const [firstFolder = ''] = state.calendars.keys();
  const find = (folder: string): Collection => {
    const calendar = state.calendars.get(folder);
    if (!calendar) throw new RangeError(`The server has no calendar ${folder}.`);
    return calendar.collection;
  };
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    if (state.complaints.length > 0) {
      throw new Error(`The client sent what it may not:\n${state.complaints.join('\n')}`);
    }
  };
  return {
    url: `${state.origin}/`,
    user: state.user,
    password: state.password,
    modes: state.modes,
    mails: state.mails,
    requests: state.requests,
    complaints: state.complaints,
    calendarUrl: (folder = firstFolder) => state.origin + PATHS.calendar(state, folder),
    objectUrl: (name, folder = firstFolder) => state.origin + PATHS.object(state, folder, name),
    list: (folder = firstFolder) => find(folder).list(),
    read: (name, folder = firstFolder) => find(folder).read(name),
    readByUid: (uid, folder = firstFolder) => find(folder).findByUid(uid),
    etagOf(name, folder = firstFolder) {
      const object = find(folder).read(name);
      return object === null ? null : readVersion(object, state);
    },
    put: (name, text, folder = firstFolder) => void putDirectly(find(folder), name, text),
    remove: (name, folder = firstFolder) => find(folder).remove(name),
    reply(uid, email, partstat, folder = firstFolder) {
      const object = find(folder).findByUid(uid);
      if (object === null) throw new RangeError(`No event ${uid} in ${folder}.`);
      const text = setAttendeeParameter(object.text, 'partstat', new Map([[email.toLowerCase(), partstat]]));
      putDirectly(find(folder), object.name, text);
    },
    expireTokens() {
      state.epoch += 1;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
