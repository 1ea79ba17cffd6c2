// The time zones that the tests run under. Code takes its zone as an argument, so a test that passes in one
// zone and fails in another has found a place that reads the machine's.

/** The whole suite runs under one of these, chosen by the commit, so that over time it has run under all. */
export const suiteZones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
] as const;

/** The folders where a day's borders decide run again under each of these. */
export const zonedFolders = ['tests/main/calendars', 'tests/main/planner'] as const;
export const fixedZones = ['Pacific/Auckland', 'America/Los_Angeles', 'Africa/Casablanca'] as const;

/** @param commit the hash of the commit in hexadecimal; GOLDEN_HOUR_TZ overrules it to repeat a run */
export function chooseSuiteZone(commit: string): string {
  const index = Number.parseInt(commit.slice(0, 8), 16) % suiteZones.length;
  return process.env['GOLDEN_HOUR_TZ'] ?? suiteZones[index] ?? 'UTC';
}
