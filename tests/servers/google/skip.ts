import { whyNoGoogle } from './discovery.ts';

/** For `beforeEach`: where Google's descriptions are missing, the test is skipped and says why. */
export function skipWithoutGoogle(context: { skip(reason: string): void }): void {
  const reason = whyNoGoogle();
  if (reason !== null) context.skip(reason);
}
