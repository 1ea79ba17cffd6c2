import type { ServerResponse } from 'node:http';
import type { EventName, Events } from '#contract/events.ts';

const HEARTBEAT_MS = 15_000;
const MOST_STREAMS = 32;
/** A page that reads nothing for so long opens a new stream and reads everything again. */
const MOST_WAITING_BYTES = 1_000_000;

/** Open pages: lines of `{"name", "payload"}`, blank lines as heartbeats. */
export interface EventStreams {
  /** The head of `response` is written; null would mean no room, so false: too many streams. */
  add(response: ServerResponse): boolean;
  push<Name extends EventName>(name: Name, payload: Events[Name]): void;
  close(): void;
}

export function createEventStreams(): EventStreams {
  const streams = new Set<ServerResponse>();
  const write = (line: string): void => {
    for (const stream of streams) {
      if (stream.writableLength > MOST_WAITING_BYTES) stream.destroy();
      else stream.write(line);
    }
  };
  const heartbeat = setInterval(() => write('\n'), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    add(response) {
      if (streams.size >= MOST_STREAMS) return false;
      streams.add(response);
      response.on('close', () => streams.delete(response));
      // The first byte tells the page that it is connected.
      response.write('\n');
      return true;
    },
    push: (name, payload) => write(`${JSON.stringify({ name, payload })}\n`),
    close() {
      clearInterval(heartbeat);
      for (const stream of streams) stream.destroy();
    },
  };
}
