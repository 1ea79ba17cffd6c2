import { EventEmitter } from 'node:events';

/** What the language and Node ask of any object: `await` looks for `then`, JSON for `toJSON`. */
const ASKED_OF_ANY = new Set([
  'then',
  'catch',
  'toJSON',
  'domain',
  'nodeType',
  'tagName',
  'inspect',
  'default',
]);

/** A member that the double lacks fails by name, so that no test can pass on something that was never there. */
export function refuseMissing<T extends object>(name: string, known: T): T {
  return new Proxy(known, {
    get(target, key, receiver) {
      const isKnown =
        typeof key === 'symbol' || key in target || key.startsWith('_') || ASKED_OF_ANY.has(key);
      if (isKnown) return Reflect.get(target, key, receiver);
      throw new Error(`electron-double: ${name}.${key} is not implemented`);
    },
  });
}

export class StrictEmitter extends EventEmitter {
  constructor(name: string) {
    super();
    // Subclasses see the proxy as `this`: one identity inside and outside.
    return refuseMissing(name, this);
  }
}

/** Electron.Event: what a listener can stop. */
export interface Stoppable {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function stoppable<Details extends object>(details: Details): Details & Stoppable {
  let isPrevented = false;
  return Object.defineProperties(details, {
    defaultPrevented: { get: () => isPrevented },
    preventDefault: {
      value: () => {
        isPrevented = true;
      },
    },
  }) as Details & Stoppable; // the two properties are the ones just defined
}
