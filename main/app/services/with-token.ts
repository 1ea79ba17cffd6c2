import type { AccountId } from '#contract/ids.ts';
import { type Outcome, succeed } from '#contract/outcome.ts';
import type { AccountTokens } from './account-tokens.ts';

/** Asks with the account's token; one that is refused before its time is refreshed once, and asked with again. */
export async function withToken<Answer>(
  tokens: Pick<AccountTokens, 'access'>,
  id: AccountId,
  ask: (token: string) => Promise<Answer>,
  isRefused: (answer: Answer) => boolean,
): Promise<Outcome<Answer>> {
  const token = await tokens.access(id);
  if (!token.ok) return token;
  const answer = await ask(token.value);
  if (!isRefused(answer)) return succeed(answer);
  const other = await tokens.access(id, token.value);
  return other.ok ? succeed(await ask(other.value)) : other;
}
