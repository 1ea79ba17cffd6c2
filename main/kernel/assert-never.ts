/** Ends an exhausted union: a state that nobody handled fails the build here, and loudly at run time. */
export function assertNever(state: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(state)}`);
}
