import { type Answer, refuse } from './answers.ts';
import { isExtension, readExtension } from './event-input.ts';
import { storeEvent } from './events.ts';
import type { Asking } from './event-write.ts';
import type { StoredEvent } from './resources.ts';
import { extensionNameOf, type Json, showExtension } from './show.ts';
import type { ServerState } from './state.ts';

const answer = (status: number, body: Json): Answer => ({ status, body });

export function addExtension(
  state: ServerState,
  { account }: Asking,
  stored: StoredEvent,
  body: Json,
): Answer {
  const added = readExtension(body);
  if (!isExtension(added)) return added;
  if (stored.extensions.some(({ extensionName }) => extensionName === added.extensionName)) {
    return refuse('BadRequest', `An extension ${added.extensionName} exists already.`);
  }
  storeEvent(state, account, { ...stored, extensions: [...stored.extensions, added] });
  return answer(201, showExtension(added));
}

export const listExtensions = (stored: StoredEvent): Answer =>
  answer(200, { value: stored.extensions.map(showExtension) });

/** One extension by its name: read, changed in parts, removed. */
export function answerExtension(
  state: ServerState,
  { account }: Asking,
  stored: StoredEvent,
  method: string,
  id: string,
  body: Json,
): Answer {
  const name = extensionNameOf(id);
  const extension = stored.extensions.find(({ extensionName }) => extensionName === name);
  if (!extension) return refuse('ErrorItemNotFound', 'The specified object was not found in the store.');
  if (method === 'GET') return answer(200, showExtension(extension));
  const others = stored.extensions.filter((one) => one !== extension);
  if (method === 'DELETE') {
    storeEvent(state, account, { ...stored, extensions: others });
    return { status: 204 };
  }
  const given = Object.entries(body).filter(([key]) => key !== 'id' && !key.startsWith('@'));
  const changed = { ...extension, ...Object.fromEntries(given), extensionName: name };
  storeEvent(state, account, { ...stored, extensions: [...others, changed] });
  return answer(200, showExtension(changed));
}
