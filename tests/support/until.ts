import { AssertionError } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 10_000;

/** Waits for what happens by itself; that it does within ten seconds is asserted. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > endMs) {
      const message = `It did not happen within ${PATIENCE_MS} ms: ${condition.toString()}`;
      throw new AssertionError({ message });
    }
    await pause(5);
  }
}
