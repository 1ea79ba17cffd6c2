import { createServer, connect, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** A line to a server on this machine that can be cut, mended and slowed down; the server notices nothing of it. */
export interface Line extends AsyncDisposable {
  readonly url: string;
  /** From now on nothing gets through and nobody answers. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Milliseconds that every piece of an answer waits. */
  slowDown(delayMs: number): void;
}

export async function layLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let delayMs = 0;
  let server: Server | null = null;

  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A cut line is what these tests are about.
    socket.on('error', () => socket.destroy());
  };
  const carry = (near: Socket): void => {
    const far = connect(Number(port), hostname);
    keep(near);
    keep(far);
    const slow = new Transform({
      transform(chunk, _encoding, pass) {
        void wait(delayMs).then(() => pass(null, chunk));
      },
    });
    near.pipe(far);
    far.pipe(slow).pipe(near);
    near.on('close', () => far.destroy());
    far.on('error', () => near.destroy());
  };
  const listen = async (at: number): Promise<number> => {
    const opened = createServer(carry);
    await new Promise<void>((resolve) => {
      opened.listen(at, '127.0.0.1', resolve);
    });
    server = opened;
    const address = opened.address();
    if (address === null || typeof address === 'string') throw new Error('The line has no port.');
    return address.port;
  };
  const cut = async (): Promise<void> => {
    const closing = server;
    server = null;
    for (const socket of sockets) socket.destroy();
    if (closing !== null) await new Promise((resolve) => closing.close(resolve));
  };

  const own = await listen(0);
  return {
    url: `http://127.0.0.1:${own}/`,
    cut,
    mend: async () => void (await listen(own)),
    slowDown(ms) {
      delayMs = ms;
    },
    [Symbol.asyncDispose]: cut,
  };
}
