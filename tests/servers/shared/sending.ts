import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';

/** What goes back to a client. `body` is written as JSON; undefined: no body. */
export interface Sendable {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** In place of a body: a page for a person. */
  readonly html?: string;
  /** Of a page of a list: the things of the page before. */
  readonly before?: readonly unknown[];
}

export interface Exchange {
  readonly heard: { status: number | null };
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
}

const JSON_TYPE = 'application/json; charset=UTF-8';

export async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function writeBody({ body, html }: Sendable): string {
  if (html !== undefined) return html;
  return body === undefined ? '' : JSON.stringify(body, null, 1);
}

export function send({ heard, response }: Exchange, answer: Sendable): void {
  heard.status = answer.status;
  const body = Buffer.from(writeBody(answer), 'utf8');
  const type = answer.html === undefined ? JSON_TYPE : 'text/html; charset=utf-8';
  const hasBody = body.byteLength > 0;
  const isBare = answer.status === 204 || answer.status === 304;
  response.writeHead(answer.status, {
    ...(hasBody ? { 'content-type': type } : {}),
    ...(isBare ? {} : { 'content-length': body.byteLength }),
    ...answer.headers,
  });
  response.end(hasBody ? body : undefined);
}

/** `isCut`: the connection ends in the middle; otherwise the answer is whole and its JSON is not. */
function sendHalf({ response }: Exchange, answer: Sendable, isCut: boolean): void {
  const body = Buffer.from(writeBody(answer) || '{"kind": "nothing"}', 'utf8');
  const half = body.subarray(0, Math.floor(body.byteLength / 2));
  const status = answer.status === 204 || answer.status === 304 ? 200 : answer.status;
  response.writeHead(status, {
    ...answer.headers,
    'content-type': JSON_TYPE,
    'content-length': isCut ? body.byteLength : half.byteLength,
  });
  if (isCut) response.write(half, () => response.destroy());
  else response.end(half);
}

/** A page of a list once more, or backwards; whatever is no list stays as it is. */
function disturbPage(answer: Sendable, kind: 'repeat' | 'reorder', listName: string): Sendable {
  const { body } = answer;
  if (typeof body !== 'object' || body === null) return answer;
  const list = (body as Readonly<Record<string, unknown>>)[listName]; // an object, as was just seen
  if (!Array.isArray(list)) return answer;
  const things: readonly unknown[] = list;
  const disturbed = kind === 'repeat' ? [...(answer.before ?? []), ...things] : things.toReversed();
  return { ...answer, body: { ...body, [listName]: disturbed } };
}

export interface Striking {
  /** Does what was asked. */
  readonly act: () => Sendable;
  /** The refusal of a status, in the form of whoever is asked. */
  readonly refuse: (fault: Extract<Fault, { readonly kind: 'status' }>) => Sendable;
  /** What a page calls its things. */
  readonly listName: string;
}

/** Answers a request in the way that a fault says, or not at all. */
export function strike(exchange: Exchange, fault: Fault, { act, refuse, listName }: Striking): void {
  switch (fault.kind) {
    case 'status':
      return send(exchange, refuse(fault));
    case 'cut':
    case 'truncate':
      return sendHalf(exchange, act(), fault.kind === 'cut');
    case 'drop':
      if (fault.when === 'after') act();
      exchange.message.socket.resetAndDestroy();
      return;
    case 'time-out':
      if (fault.when === 'after') act();
      return;
    case 'repeat':
    case 'reorder':
      return send(exchange, disturbPage(act(), fault.kind, listName));
    case 'delay':
      setTimeout(() => send(exchange, act()), fault.ms).unref();
  }
}
