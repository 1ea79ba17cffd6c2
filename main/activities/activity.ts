import type { ActivityView, ComfortEnvelope as Envelope } from '#contract/activities.ts';

/** Something to do together. The screens show and edit it just as the planner uses it. */
export type Activity = ActivityView;

export type ComfortEnvelope = Envelope;
