import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN_LIFE_MS = 30_000;
const MOST_TOKENS = 8;
const MOST_SESSIONS = 32;
const MOST_FAILURES = 20;
const FAILURE_WINDOW_MS = 60_000;

/** Who may use this host. One-time tokens open it, sessions keep it open; neither is ever written down. */
export interface Access {
  /** Works once, for 30 seconds. */
  issueToken(): string;
  /** A session for a token that was issued, not used, and not too long ago; else null. */
  redeem(token: string): string | null;
  isSession(session: string): boolean;
  /** So many wrong tokens and sessions lately that no further guess is looked at. */
  isGuessing(): boolean;
}

interface Kept {
  readonly digest: Buffer;
  readonly expiresAtMs: number;
}

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
const createSecret = (): string => randomBytes(32).toString('base64url');

/** Compares with every one, in constant time each, so that the time tells nothing of which or how nearly. */
function findSecret(kept: readonly Kept[], secret: string): Kept | null {
  const wanted = digest(secret);
  let found: Kept | null = null;
  for (const candidate of kept) {
    if (timingSafeEqual(candidate.digest, wanted)) found = candidate;
  }
  return found;
}

/** `now` counts milliseconds and never goes back: a clock that is set must not bring a token back to life. */
export function createAccess(now: () => number): Access {
  let tokens: readonly Kept[] = [];
  let sessions: readonly Kept[] = [];
  let failures: readonly number[] = [];

  const recordFailure = (): void => {
    failures = [...failures.filter((at) => now() - at < FAILURE_WINDOW_MS), now()];
  };

  return {
    issueToken() {
      const token = createSecret();
      tokens = [...tokens, { digest: digest(token), expiresAtMs: now() + TOKEN_LIFE_MS }].slice(-MOST_TOKENS);
      return token;
    },
    redeem(token) {
      const found = findSecret(tokens, token);
      tokens = tokens.filter((kept) => kept !== found && kept.expiresAtMs > now());
      if (found === null || found.expiresAtMs <= now()) {
        recordFailure();
        return null;
      }
      const session = createSecret();
      sessions = [...sessions, { digest: digest(session), expiresAtMs: Infinity }].slice(-MOST_SESSIONS);
      return session;
    },
    isSession(session) {
      if (findSecret(sessions, session) !== null) return true;
      recordFailure();
      return false;
    },
    isGuessing: () => failures.filter((at) => now() - at < FAILURE_WINDOW_MS).length >= MOST_FAILURES,
  };
}
