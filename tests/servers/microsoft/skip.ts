import { whyNoMicrosoft } from './contract.ts';

/** For `beforeEach`: where the description of Graph is missing, the test is skipped and says why. */
export function skipWithoutMicrosoft(context: { skip(reason: string): void }): void {
  const reason = whyNoMicrosoft();
  if (reason !== null) context.skip(reason);
}
