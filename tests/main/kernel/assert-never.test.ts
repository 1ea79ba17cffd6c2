import { expect, it } from 'vitest';
import { assertNever } from '#main/kernel/assert-never.ts';

it('names the case that nobody handled', () => {
  const unknown: unknown = { kind: 'surprise' };
  // A value that the types rule out is what the function is for.
  expect(() => assertNever(unknown as never)).toThrow('{"kind":"surprise"}');
});
