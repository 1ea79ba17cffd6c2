/**
 * Every number of the planning model, with the user's dials at their middle. Values are in the planner's own currency:
 * one is about what an evening with one due person is worth. Sources: the planning model; envelopes have their own.
 */
export const WEIGHTS = {
  urgency: { from: 0.5, span: 0.5, max: 2 },
  accept: { yes: 2, all: 3 },
  comfort: { no: 0, 'rather-not': 0.5, yes: 1, soloAtHomeClose: 0, soloAtHome: 0.5 },
  novelty: 0.85,
  delight: { outdoor: 0.15, covered: 0.05, indoor: 0, remote: 0 },
  keep: 0.7,
  mixing: { circle: 0.15, department: 0.05 },
  crowd: 0.2,
  burden: {
    evening: 0.15,
    dayOff: 0.05,
    lunch: 0,
    spend: [0, 0.05, 0.1, 0.2],
    travelPerHalfHour: 0.1,
    hosting: 0.15,
  },
  adjacency: 0.2,
  minimumValue: 0.3,
  stay: 0.3,
} as const;

/** Limits that are counts, hours or minutes and no part of a value. */
export const LIMITS = {
  horizonDays: 10,
  windowDays: 7,
  perWeekend: 1,
  bigGroupFrom: 4,
  bigGroupsPerWindow: 1,
  openingMinutes: 45,
  startStepMinutes: 15,
  bufferMinutes: 30,
  unnamedPlaceMinutes: 20,
  noticeHours: 24,
  familyNoticeHours: 48,
  spontaneousNoticeHours: 3,
  guestDayFrom: 8 * 60,
  guestDayUntil: 22 * 60,
  fallbackFromLeadDay: 7,
  /** Below this a sent outdoor get-together would be repaired at once, so none is proposed (docs/adr/0003). */
  suitabilityFloor: 0.4,
} as const;

/** Values are integers in millionths, so that ties are ties. */
export const MICRO = 1_000_000;

export const toMicro = (value: number): number => Math.round(value * MICRO);
export const fromMicro = (micro: number): number => micro / MICRO;
