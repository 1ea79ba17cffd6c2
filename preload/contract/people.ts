import type { PersonId } from './ids.ts';
import type { IsoDate } from './time.ts';
import type {
  Circle,
  ComfortSheet,
  GeoPoint,
  Language,
  RelationshipStatus,
  TouchKind,
} from './vocabulary.ts';

export interface GuestView {
  readonly personId: PersonId;
  readonly name: string;
  readonly initials: string;
  readonly email: string;
  readonly circle: Circle;
}

export interface PersonView {
  readonly id: PersonId;
  readonly name: string;
  readonly initials: string;
  readonly emails: readonly string[];
  readonly circle: Circle;
  readonly department: string | null;
  readonly cadenceDays: number;
  readonly maximumDays: number;
  readonly importance: number;
  readonly status: RelationshipStatus;
  readonly pausedUntil: IsoDate | null;
  readonly comfort: ComfortSheet;
  readonly apart: readonly string[];
  readonly place: GeoPoint | null;
  readonly zone: string | null;
  readonly language: Language | null;
  readonly partner: string | null;
  readonly spontaneous: boolean;
  readonly added: IsoDate | null;
  /** 0 fresh, 1 due, 2 at most. */
  readonly gap: number;
  /** 'You aim for every 45 days; it has been 61.' */
  readonly gapText: string;
  readonly lastTouch: { readonly date: IsoDate; readonly kind: TouchKind } | null;
  readonly lastGetTogether: IsoDate | null;
  readonly bookedOn: IsoDate | null;
}

/** Why two entries may be one person; near: one mailbox under two spellings, or a slip of the finger. */
export type MergeReason =
  | 'same-name-same-address'
  | 'same-name-near-address'
  | 'same-name-same-company'
  | 'same-name'
  | 'similar-name-same-address'
  | 'similar-name-near-address'
  | 'similar-name-same-company'
  | 'other-name-same-address';

/** One of the two, as far as it helps to tell them apart. */
export interface MergeSide {
  readonly id: PersonId;
  readonly name: string;
  readonly initials: string;
  readonly emails: readonly string[];
  readonly circle: Circle;
  readonly department: string | null;
  readonly status: RelationshipStatus;
  readonly added: IsoDate | null;
}

export interface MergeSuggestion {
  /** Whose settings hold if they are one. */
  readonly keep: MergeSide;
  readonly drop: MergeSide;
  readonly reason: MergeReason;
}

/** What a file may change of somebody who is there already, besides the addresses. */
export type CompletedField =
  | 'name'
  | 'circle'
  | 'department'
  | 'cadenceDays'
  | 'maximumDays'
  | 'importance'
  | 'comfort'
  | 'apart'
  | 'place'
  | 'zone'
  | 'language'
  | 'partner'
  | 'spontaneous'
  | 'added';

export interface CompletedPerson {
  readonly personId: PersonId;
  readonly name: string;
  /** Addresses that were added. */
  readonly addresses: readonly string[];
  readonly fields: readonly CompletedField[];
}

/** What a form can say of a person; `id` null adds one. */
export interface PersonDraft {
  readonly id: PersonId | null;
  readonly name: string;
  readonly emails: readonly string[];
  readonly circle: Circle;
  readonly department: string | null;
  /** Null: the circle's default. */
  readonly cadenceDays: number | null;
  readonly maximumDays: number | null;
  readonly importance: number;
  readonly status: RelationshipStatus;
  readonly comfort: ComfortSheet;
  readonly apart: readonly string[];
  readonly place: GeoPoint | null;
  readonly zone: string | null;
  readonly language: Language | null;
  readonly partner: string | null;
  readonly spontaneous: boolean;
}

export interface TouchView {
  readonly date: IsoDate;
  readonly kind: TouchKind;
  readonly weight: number;
  readonly title: string | null;
}

export interface PersonPage {
  readonly person: PersonView;
  /** Newest first, at most 100. */
  readonly touches: readonly TouchView[];
}

/** Somebody whom the user met in the last year and does not follow yet. */
export interface PersonOffer {
  readonly email: string;
  readonly name: string;
  readonly initials: string;
  readonly meetings: number;
  readonly hoursTogether: number;
  readonly lastMet: IsoDate;
}

export interface PeopleView {
  /** By gap, largest first. */
  readonly people: readonly PersonView[];
  /** Hours outside work by circle over the last 90 days. */
  readonly directions: readonly {
    readonly circle: Circle;
    readonly hours: number;
    readonly people: number;
  }[];
}
