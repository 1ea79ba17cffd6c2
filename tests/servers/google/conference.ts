import type { EventResource } from './resources.ts';
import { nameSomething, type ServerState } from './state.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * The conference of an event: what it had, unless the client says that it knows of conferences
 * (conferenceDataVersion=1) and sends another or asks for a new one.
 */
export function createConference(
  state: ServerState,
  sent: unknown,
  before: EventResource | null,
  query: URLSearchParams,
): { readonly conferenceData?: unknown; readonly hangoutLink?: string } {
  const kept = {
    ...(before?.['conferenceData'] === undefined ? {} : { conferenceData: before['conferenceData'] }),
    ...(typeof before?.['hangoutLink'] === 'string' ? { hangoutLink: before['hangoutLink'] } : {}),
  };
  if (query.get('conferenceDataVersion') !== '1') return kept;
  if (!isRecord(sent)) return {};
  const request = sent['createRequest'];
  if (!isRecord(request) || sent['entryPoints'] !== undefined) return { conferenceData: sent };
  const conferenceId = nameSomething(state, 'meet');
  const uri = `https://meet.google.com/${conferenceId}`;
  return {
    hangoutLink: uri,
    conferenceData: {
      createRequest: { ...request, status: { statusCode: 'success' } },
      conferenceId,
      conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
      entryPoints: [{ entryPointType: 'video', uri, label: uri.slice('https://'.length) }],
    },
  };
}
