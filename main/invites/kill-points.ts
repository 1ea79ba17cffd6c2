import type { Step } from '#main/invites/invite.ts';

/** The ways on which a step leaves. */
export type Channel = 'mail' | 'calendar';

/**
 * Where a process that dies leaves something half done.
 * commit: right after a durable commit of the sender, of an attempt or of its result.
 * first-byte, last-byte: these bytes of the message or request are with the operating system.
 * reply-read: the answer is here and not noted yet.
 */
export const KILL_MOMENTS = ['commit', 'first-byte', 'last-byte', 'reply-read'] as const;
export type KillMoment = (typeof KILL_MOMENTS)[number];

export interface KillPoint {
  readonly step: Step;
  readonly channel: Channel;
  readonly point: KillMoment;
}

const STEPS: readonly Step[] = ['create', 'move', 'cancel'];
const CHANNELS: readonly Channel[] = ['mail', 'calendar'];

/** Every point at which a sending process can die in a way of its own. Each one is passed on the way, in every step. */
export const KILL_POINTS: readonly KillPoint[] = STEPS.flatMap((step) =>
  CHANNELS.flatMap((channel) => KILL_MOMENTS.map((point) => ({ step, channel, point }))),
);

/** Told whenever a point is passed. What ships passes them by; the tests die there. */
export type PassPoint = (point: KillPoint) => void;

/** The points of one step on one channel. */
export type PassMoment = (moment: KillMoment) => void;

export const momentsOf =
  (pass: PassPoint | undefined, step: Step, channel: Channel): PassMoment =>
  (point) =>
    pass?.({ step, channel, point });
