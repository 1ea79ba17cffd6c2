import { describe, expect, it } from 'vitest';
import { dueAtMs, type OutboxEvent, type OutboxState, transition } from '#main/invites/state.ts';

const problem = { kind: 'late' } as const;

const STATES = {
  drafted: { kind: 'drafted' },
  'undo-window': { kind: 'undo-window', sendsAtMs: 10 },
  sending: { kind: 'sending' },
  sent: { kind: 'sent', atMs: 20 },
  'handed-over': { kind: 'handed-over', atMs: 20 },
  failed: { kind: 'failed', problem, retryAtMs: 30 },
  'still-send': { kind: 'still-send', problem },
  'slot-taken': { kind: 'slot-taken', problem },
  cancelled: { kind: 'cancelled', atMs: 20 },
} satisfies { readonly [Kind in OutboxState['kind']]: OutboxState };

const EVENTS = {
  confirm: { kind: 'confirm', sendsAtMs: 99 },
  handOver: { kind: 'handOver', atMs: 99, isCancellation: false },
  undo: { kind: 'undo', atMs: 99, settled: null },
  start: { kind: 'start' },
  late: { kind: 'late', problem },
  slotTaken: { kind: 'slotTaken', problem },
  delivered: { kind: 'delivered', atMs: 99, isCancellation: false },
  postponed: { kind: 'postponed', problem, retryAtMs: 99 },
  noticed: { kind: 'noticed', problem, asks: false },
  restored: { kind: 'restored', atMs: 99, isHandedOver: false },
  sendAnyway: { kind: 'sendAnyway' },
} satisfies { readonly [Kind in OutboxEvent['kind']]: OutboxEvent };

/** The drawing above the union, row by row; what is not named is refused. */
const DRAWN: {
  readonly [Kind in OutboxState['kind']]: Partial<Record<OutboxEvent['kind'], OutboxState['kind']>>;
} = {
  drafted: { confirm: 'undo-window', handOver: 'handed-over' },
  'undo-window': {
    confirm: 'undo-window',
    undo: 'cancelled',
    start: 'sending',
    late: 'still-send',
    slotTaken: 'slot-taken',
  },
  sending: {
    start: 'sending',
    late: 'still-send',
    slotTaken: 'slot-taken',
    delivered: 'sent',
    handOver: 'handed-over',
    postponed: 'failed',
  },
  sent: { confirm: 'undo-window', noticed: 'failed' },
  'handed-over': { confirm: 'undo-window', handOver: 'handed-over', noticed: 'failed' },
  failed: {
    confirm: 'undo-window',
    undo: 'cancelled',
    start: 'sending',
    late: 'still-send',
    slotTaken: 'slot-taken',
    noticed: 'failed',
    restored: 'sent',
    sendAnyway: 'sending',
  },
  'still-send': { confirm: 'undo-window', undo: 'cancelled', sendAnyway: 'sending' },
  'slot-taken': { confirm: 'undo-window', undo: 'cancelled', sendAnyway: 'sending' },
  cancelled: {},
};

const STATE_KINDS = Object.keys(STATES) as OutboxState['kind'][];
const EVENT_KINDS = Object.keys(EVENTS) as OutboxEvent['kind'][];

describe('transition', () => {
  it.each(STATE_KINDS.flatMap((state) => EVENT_KINDS.map((event) => [state, event] as const)))(
    '%s, %s',
    (state, event) => {
      const outcome = transition(STATES[state], EVENTS[event]);
      const expected = DRAWN[state][event];
      expect(outcome).toMatchObject(
        expected === undefined ? { ok: false, code: 'conflict' } : { ok: true, value: { kind: expected } },
      );
    },
  );

  it('ends a cancellation as cancelled', () => {
    const delivered = transition(STATES.sending, { kind: 'delivered', atMs: 5, isCancellation: true });
    expect(delivered).toEqual({ ok: true, value: { kind: 'cancelled', atMs: 5 } });
    const handedOver = transition(STATES['handed-over'], { kind: 'handOver', atMs: 5, isCancellation: true });
    expect(handedOver).toEqual({ ok: true, value: { kind: 'cancelled', atMs: 5 } });
  });

  it('asks where guests should hear of what was noticed', () => {
    const noticed = transition(STATES.sent, { kind: 'noticed', problem, asks: true });
    expect(noticed).toEqual({ ok: true, value: { kind: 'still-send', problem } });
  });

  it('undoes a change to what was settled before', () => {
    const outcome = transition(STATES['undo-window'], { kind: 'undo', atMs: 5, settled: STATES.sent });
    expect(outcome).toEqual({ ok: true, value: STATES.sent });
  });

  it('keeps the deadline, the reason and the retry', () => {
    expect(transition(STATES.sent, EVENTS.confirm)).toMatchObject({ value: { sendsAtMs: 99 } });
    expect(transition(STATES.sending, EVENTS.postponed)).toMatchObject({ value: { problem, retryAtMs: 99 } });
  });
});

describe('dueAtMs', () => {
  it.each(STATE_KINDS.map((kind) => [kind] as const))('%s', (kind) => {
    const due: Partial<Record<OutboxState['kind'], number>> = {
      'undo-window': 10,
      failed: 30,
      sending: Number.NEGATIVE_INFINITY,
    };
    expect(dueAtMs(STATES[kind])).toBe(due[kind] ?? null);
  });
});
