/**
 * The zone that the machine is in now. Without TZ the program asked the system once, at its start; taking away the
 * (absent) variable makes Node ask again, which is how a journey is noticed.
 */
export function rereadMachineZone(env: NodeJS.ProcessEnv): string {
  if (env['TZ'] === undefined) delete env['TZ'];
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
