/** A place among the few that may work at once. */
export interface Turns {
  /** Resolves when it is one's turn, with what gives it back; null: called off before. First come, first served. */
  take(signal: AbortSignal): Promise<(() => void) | null>;
}

export function createTurns(mostAtOnce: number): Turns {
  let taken = 0;
  const waiting = new Set<() => void>();

  function give(): void {
    const [next] = waiting;
    if (next === undefined) taken -= 1;
    else next();
  }

  return {
    async take(signal) {
      if (signal.aborted) return null;
      if (taken < mostAtOnce) {
        taken += 1;
        return give;
      }
      return new Promise((resolve) => {
        const callOff = (): void => {
          waiting.delete(proceed);
          resolve(null);
        };
        const proceed = (): void => {
          waiting.delete(proceed);
          signal.removeEventListener('abort', callOff);
          resolve(give);
        };
        waiting.add(proceed);
        signal.addEventListener('abort', callOff, { once: true });
      });
    },
  };
}
