/**
 * Takes GOLDEN_HOUR_GOOGLE_* out of this process and of those that it starts: whoever has a client of their own in
 * their shell, or releases with one, tests the same app as everybody.
 */
export function forgetGoogle(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('GOLDEN_HOUR_GOOGLE_')) delete process.env[name];
  }
}
