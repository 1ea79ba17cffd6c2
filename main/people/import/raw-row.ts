/** One person of a file before the check: `raw` in the keys of the people JSON, or why there is none. */
export type RawRow = {
  /** For the user: 'row 3', 'card 2'. */
  readonly where: string;
  /** Empty where the file gives none. */
  readonly name: string;
} & ({ readonly raw: unknown } | { readonly fault: string });
