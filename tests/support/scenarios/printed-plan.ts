/** What `plan --json --candidates` prints, as far as somebody needs it who has nothing else (docs/command-line.md). */
export interface PrintedCandidate {
  readonly start: string;
  readonly end: string;
  readonly activity: string;
  readonly weather: number;
  readonly burden: number;
  readonly minimumGuests: number;
  readonly maximumGuests: number;
  readonly worth: Readonly<Record<string, number>>;
}

export interface PrintedFixed {
  readonly date: string;
  readonly kind: 'happened' | 'sent' | 'calendar';
  readonly activity: string | null;
  readonly guestCount: number;
}

export interface PrintedProposal {
  readonly start: string;
  readonly end: string;
  readonly activity: { readonly id: string };
  readonly guests: readonly string[];
  readonly terms: {
    readonly worth: Readonly<Record<string, number>>;
    readonly mixing: number;
    readonly crowd: number;
    readonly weather: number;
    readonly burden: number;
  };
  readonly value: number;
  readonly reasons: readonly string[];
}

export interface PrintedPlan {
  readonly horizon: { readonly start: string; readonly end: string };
  readonly weights: {
    readonly mixing: { readonly circle: number; readonly department: number };
    readonly crowd: number;
    readonly crowdDial: number;
    readonly adjacency: number;
    readonly minimumValue: number;
    readonly perWeek: number;
    readonly windowDays: number;
    readonly bigGroupFrom: number;
    readonly bigGroupsPerWindow: number;
  };
  readonly people: readonly {
    readonly email: string;
    readonly circle: string;
    readonly department: string | null;
  }[];
  readonly openings: readonly { readonly start: string; readonly end: string }[];
  readonly proposals: readonly PrintedProposal[];
  readonly adjacency: number;
  readonly solver: { readonly value: number; readonly bound: number; readonly optimalityGap: number };
  readonly candidates: readonly PrintedCandidate[];
  readonly apart: readonly (readonly [string, string])[];
  readonly fixed: readonly PrintedFixed[];
}

/** Through the text that scripts get: what does not survive it is not there. */
export function readPrinted(text: string): PrintedPlan {
  // The keys are the command line's promise; its own tests hold it to them.
  return JSON.parse(text) as PrintedPlan;
}
