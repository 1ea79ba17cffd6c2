// The machine's clock as the main process sees it. Timers go by the real one, as they do through a real sleep.
const realNow = Date.now.bind(Date);
let offsetMs = 0;
Date.now = () => realNow() + offsetMs;
// `new Date()` goes by it too; with the real prototype every date is still a Date.
globalThis.Date = new Proxy(Date, {
  construct: (target, values: [], newTarget) =>
    Reflect.construct(target, values.length === 0 ? [Date.now()] : values, newTarget) as Date,
});

/** From now on it is `epochMs`, and time goes on from there. */
export function setClock(epochMs: number): void {
  offsetMs = epochMs - realNow();
}

export function advanceClock(ms: number): void {
  offsetMs += ms;
}
