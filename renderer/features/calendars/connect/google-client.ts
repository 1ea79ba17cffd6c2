export interface ClientDraft {
  readonly clientId: string;
  readonly clientSecret: string;
}

export type ClientProblem = 'needs-id' | 'bad-id' | 'needs-secret';

const CLIENT_ID = /^[\w-]+\.apps\.googleusercontent\.com$/;

/** What is sent, or what is wrong with it. Blanks and line breaks around it come with copying. */
export function readClientDraft(
  draft: ClientDraft,
):
  | { readonly kind: 'client'; readonly client: ClientDraft }
  | { readonly kind: 'problem'; readonly problem: ClientProblem } {
  const clientId = draft.clientId.trim();
  const clientSecret = draft.clientSecret.trim();
  if (clientId === '') return { kind: 'problem', problem: 'needs-id' };
  if (!CLIENT_ID.test(clientId)) return { kind: 'problem', problem: 'bad-id' };
  if (clientSecret === '') return { kind: 'problem', problem: 'needs-secret' };
  return { kind: 'client', client: { clientId, clientSecret } };
}

/** Where each step is taken, in order. */
export const CONSOLE_STEPS = [
  { step: 'project', href: 'https://console.cloud.google.com/projectcreate' },
  { step: 'calendarApi', href: 'https://console.cloud.google.com/apis/library/calendar-json.googleapis.com' },
  { step: 'peopleApi', href: 'https://console.cloud.google.com/apis/library/people.googleapis.com' },
  { step: 'consent', href: 'https://console.cloud.google.com/auth/overview' },
  { step: 'client', href: 'https://console.cloud.google.com/auth/clients/create' },
] as const;
