import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 10_000;

/** Waits for what happens by itself; throws when it does not within ten seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > endMs)
      throw new Error(`It did not happen within ${PATIENCE_MS} ms: ${condition.toString()}`);
    await pause(5);
  }
}
