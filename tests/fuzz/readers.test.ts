import { expect, test } from 'vitest';
import { commitSeed } from '#tests/support/fire/commit-seed.ts';
import { heapInUseMb } from '#tests/support/fuzz/heap.ts';
import { describeFault, runFuzz } from '#tests/support/fuzz/run-fuzz.ts';
import { createTargets } from '#tests/support/fuzz/targets.ts';

/** About a minute for all of them; `npm run soak -- fuzz MINUTES` takes as long as it is told. */
const SECONDS: Readonly<Record<string, number>> = {
  iCalendar: 13,
  'an event between two good ones': 12,
  vCard: 8,
  'people in CSV': 6,
  'people in JSON': 5,
  'copies on a server': 6,
  'answers of a CalDAV server': 4,
  replies: 6,
};
/** Of this thread, after everything: what the readers hold on to grows with nothing. */
const MOST_HEAP_GROWTH_MB = 50;

const seed = commitSeed();

test.for(createTargets())(
  '$name: no throw, no hang, good entries survive',
  { timeout: 120_000 },
  async (target) => {
    if (target.corpus.reason !== null) process.stdout.write(`${target.name}: ${target.corpus.reason}\n`);
    const before = heapInUseMb();
    const { inputs, fault } = await runFuzz(target, seed, (SECONDS[target.name] ?? 5) * 1_000);
    process.stdout.write(`${target.name}: ${inputs} inputs with seed ${seed}\n`);
    expect(fault === null ? '' : describeFault(fault)).toBe('');
    expect(inputs).toBeGreaterThan(20);
    expect(heapInUseMb() - before).toBeLessThan(MOST_HEAP_GROWTH_MB);
  },
);
