import type { AccountId, CalendarId } from '#contract/ids.ts';

/** Names in the secret store. */
export const SMTP_PASSWORD = 'smtp-password';
export const WEATHER_KEY = 'weather-key';
/** A feed's address is a credential: whoever has it reads the calendar. */
export const feedAddress = (id: CalendarId): string => `feed-address:${id}`;
/** Of an account that a provider signed in: JSON of services/account-tokens.ts. */
export const accountTokens = (id: AccountId): string => `account-tokens:${id}`;
/** Of the user's own OAuth client. */
export const GOOGLE_CLIENT_SECRET = 'google-client-secret';
export const accountPassword = (id: AccountId): string => `account-password:${id}`;
