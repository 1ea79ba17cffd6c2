import type { ScheduledDay } from '#main/planner/constraints/scheduled-day.ts';

/**
 * What the solver sees: numbers only. Money of the model is integer: worth, weather, burden, mixing and crowd in
 * millionths, values in millionths of millionths (weather times worth), so every sum is exact below 2^53.
 */
export interface SolveInstance {
  /** In canonical order: larger gap first, then hash(person id, ISO week). Never by name. */
  readonly people: readonly SolvePerson[];
  /** In canonical order: earlier start first. */
  readonly candidates: readonly SolveCandidate[];
  /** No group may hold members of both sides of any of these. */
  readonly separations: readonly Separation[];
  readonly schedule: ScheduleRules;
  readonly mixing: { readonly circleMicro: number; readonly departmentMicro: number };
  /** 0.2 * dial: crowd(n) = crowdMicro * n * (n - 1). */
  readonly crowdMicro: number;
  readonly adjacencyMicro: number;
  readonly minimumValueMicro: number;
  /** Proposals that stay: part of the plan, their people and activities are taken. */
  readonly kept: readonly KeptProposal[];
}

export interface SolvePerson {
  readonly circle: number;
  /** Company-wide number of the department; -1: none. */
  readonly department: number;
}

export interface SolveCandidate {
  readonly dateIndex: number;
  readonly startMs: number;
  readonly activity: number;
  readonly weatherMicro: number;
  readonly burdenMicro: number;
  readonly minimum: number;
  readonly maximum: number;
  /** By person; the same array for candidates of one class. */
  readonly worthMicro: Float64Array;
}

export interface Separation {
  readonly left: ReadonlySet<number>;
  readonly right: ReadonlySet<number>;
}

export interface ScheduleRules {
  readonly days: number;
  /** Monday 1 to Sunday 7 by date index. */
  readonly weekdays: readonly number[];
  /** Get-togethers in any seven dates. */
  readonly perWeek: number;
  /** What happened, was sent, or stands in the calendar. */
  readonly fixed: readonly ScheduledDay[];
}

export interface KeptProposal {
  readonly dateIndex: number;
  readonly guests: readonly number[];
  readonly activity: number;
  readonly value: number;
}

export interface ChosenProposal {
  /** Index into `candidates`. */
  readonly candidate: number;
  /** Indices into `people`, ascending. */
  readonly guests: readonly number[];
  /** In millionths of millionths. */
  readonly value: number;
}

export interface Solution {
  readonly chosen: readonly ChosenProposal[];
  /** Sum of values (kept ones too) less adjacency. */
  readonly value: number;
  /** Proven: no plan is worth more. */
  readonly bound: number;
  readonly nodes: number;
}

/** Value units in one millionth. */
export const UNITS_PER_MICRO = 1_000_000;
