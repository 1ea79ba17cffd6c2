import type { PersonId } from '#contract/ids.ts';
import type { IsoDate } from '#contract/time.ts';
import type { Circle, ComfortSheet, GeoPoint, Language, RelationshipStatus } from '#contract/vocabulary.ts';

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** Lower case, the first is the one that invites go to. At least one. */
  readonly emails: readonly string[];
  readonly circle: Circle;
  readonly department: string | null;
  readonly cadenceDays: number;
  readonly maximumDays: number;
  /** 0.5 to 2. */
  readonly importance: number;
  readonly status: RelationshipStatus;
  /** While `paused`: until this date, then followed again; null: until the user says so. */
  readonly pausedUntil: IsoDate | null;
  readonly comfort: ComfortSheet;
  /** E-mail addresses of people who are never asked together with this one. */
  readonly apart: readonly string[];
  readonly place: GeoPoint | null;
  readonly zone: string | null;
  readonly language: Language | null;
  readonly partner: string | null;
  /** May be asked three hours ahead. */
  readonly spontaneous: boolean;
  readonly added: IsoDate | null;
}

export const DEFAULT_CADENCE_DAYS: Readonly<Record<Circle, number>> = {
  reports: 45,
  leaders: 60,
  peers: 60,
  customers: 60,
  support: 90,
  partners: 90,
  former: 180,
  network: 180,
};
