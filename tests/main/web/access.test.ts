import { beforeEach, describe, expect, it } from 'vitest';
import { type Access, createAccess } from '#main/web/access.ts';

let nowMs: number;
let access: Access;

beforeEach(() => {
  nowMs = 1_000;
  access = createAccess(() => nowMs);
});

describe('one-time tokens', () => {
  it('open a session once', () => {
    const token = access.issueToken();
    const session = access.redeem(token);
    expect(session).not.toBeNull();
    expect(access.isSession(session ?? '')).toBe(true);
    expect(access.redeem(token)).toBeNull();
  });

  it('are good for 30 seconds', () => {
    const [early, late] = [access.issueToken(), access.issueToken()];
    nowMs += 29_999;
    expect(access.redeem(early)).not.toBeNull();
    nowMs += 1;
    expect(access.redeem(late)).toBeNull();
  });

  it('do not open anything as a session, nor the other way round', () => {
    const token = access.issueToken();
    expect(access.isSession(token)).toBe(false);
    const session = access.redeem(token) ?? '';
    expect(access.redeem(session)).toBeNull();
  });

  it('differ, and have 256 bits', () => {
    const tokens = Array.from({ length: 100 }, () => access.issueToken());
    expect(new Set(tokens).size).toBe(100);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });
});

describe('guessing', () => {
  it('ends after twenty wrong keys in a minute', () => {
    for (let i = 0; i < 19; i++) access.redeem(`wrong-${i}`);
    expect(access.isGuessing()).toBe(false);
    access.isSession('wrong');
    expect(access.isGuessing()).toBe(true);
    nowMs += 60_000;
    expect(access.isGuessing()).toBe(false);
  });

  it('is not what a right key does', () => {
    for (let i = 0; i < 50; i++) {
      const session = access.redeem(access.issueToken()) ?? '';
      expect(access.isSession(session)).toBe(true);
    }
    expect(access.isGuessing()).toBe(false);
  });
});
