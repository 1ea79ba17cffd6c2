import { Readable } from 'node:stream';

/** begins: the server has taken the addresses and said 354. The others as in kill-points.ts. */
type LeavingMoment = 'begins' | 'first-byte' | 'last-byte';

/** A message on its way out, its first byte ahead of the others, that tells how far it got. */
export class LeavingMessage extends Readable {
  readonly #bytes: Buffer;
  readonly #tell: (moment: LeavingMoment) => void;
  #hasBegun = false;

  constructor(bytes: Buffer, tell: (moment: LeavingMoment) => void) {
    super();
    this.#bytes = bytes;
    this.#tell = tell;
  }

  override _read(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.#tell('begins');
    this.push(this.#bytes.subarray(0, 1));
    // What is pushed is with the operating system one turn of the event loop later.
    setImmediate(() => {
      this.#tell('first-byte');
      this.push(this.#bytes.subarray(1));
      this.push(null);
    });
  }

  /** Into the stream that adds the final dot: once that one has ended, the dot too has left. */
  override pipe<T extends NodeJS.WritableStream>(
    destination: T,
    options?: { readonly end?: boolean | undefined },
  ): T {
    destination.once('end', () => this.#tell('last-byte'));
    return super.pipe(destination, options);
  }
}
