/** A stream of made-up but repeatable numbers. */
export interface Random {
  /** Even between 0 (inclusive) and 1 (exclusive). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/** mulberry32 of Tommy Ettinger (public domain): 32 bits of state are plenty for a week of weather. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function uniform(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  return {
    uniform,
    // Box and Muller; 1 - uniform is never 0, whose logarithm would be infinite.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}
