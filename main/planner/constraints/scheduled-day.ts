/** A get-together on a date of the horizon (0 is today) or of the days around it. */
export interface ScheduledDay {
  readonly dateIndex: number;
  /** More than three guests. */
  readonly big: boolean;
}
