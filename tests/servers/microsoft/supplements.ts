import type { OpenApi, Parameter } from './contract.ts';

/** What Microsoft's documentation says and the description beside the repository leaves out. */
interface Supplements extends OpenApi {
  readonly parameters: readonly { readonly ids: readonly string[]; readonly parameter: Parameter }[];
}

const EVENT = { $ref: '#/components/schemas/microsoft.graph.event' } as const;
const EXTENSION = { $ref: '#/components/schemas/microsoft.graph.extension' } as const;
const USER = { $ref: '#/components/schemas/microsoft.graph.user' } as const;

const answer = (schema: typeof EVENT | typeof EXTENSION | typeof USER) => ({
  content: { 'application/json': { schema } },
});

const list = (name: string): Parameter => ({
  name,
  in: 'query',
  schema: { type: 'array', items: { type: 'string' } },
});

const EVENT_LISTS = [
  'GET /me/events',
  'GET /me/calendar/events',
  'GET /me/calendars/{calendar-id}/events',
  'GET /me/calendarView',
  'GET /me/calendar/calendarView',
  'GET /me/calendars/{calendar-id}/calendarView',
  'GET /me/events/{event-id}',
  'GET /me/calendars/{calendar-id}/events/{event-id}',
  'GET /me/events/{event-id}/instances',
];

const id = (name: string): Parameter => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const ONE_EXTENSION = '/me/events/{event-id}/extensions/{extension-id}';
const EXTENSION_KEYS = [id('event-id'), id('extension-id')];

/**
 * user-get, opentypeextension-get, -update and -delete, event-list-instances (its two parameters), query-parameters
 * ($expand), and event-update, which answers 200 with the event where the description says 204.
 */
export const SUPPLEMENTS: Supplements = {
  paths: {
    '/me': { get: { parameters: [list('$select')], responses: { '200': answer(USER) } } },
    [ONE_EXTENSION]: {
      get: { parameters: EXTENSION_KEYS, responses: { '200': answer(EXTENSION) } },
      patch: {
        parameters: EXTENSION_KEYS,
        requestBody: answer(EXTENSION),
        responses: { '200': answer(EXTENSION) },
      },
      delete: { parameters: EXTENSION_KEYS, responses: { '204': {} } },
    },
  },
  components: {
    schemas: {
      'microsoft.graph.user': {
        title: 'user',
        type: 'object',
        properties: {
          id: { type: 'string' },
          displayName: { type: 'string', nullable: true },
          givenName: { type: 'string', nullable: true },
          surname: { type: 'string', nullable: true },
          jobTitle: { type: 'string', nullable: true },
          mail: { type: 'string', nullable: true },
          mobilePhone: { type: 'string', nullable: true },
          officeLocation: { type: 'string', nullable: true },
          preferredLanguage: { type: 'string', nullable: true },
          userPrincipalName: { type: 'string', nullable: true },
          businessPhones: { type: 'array', items: { type: 'string' } },
        },
      },
    },
    parameters: {},
    responses: {},
  },
  parameters: [
    { ids: EVENT_LISTS, parameter: list('$expand') },
    ...['startDateTime', 'endDateTime'].map((name) => ({
      ids: ['GET /me/events/{event-id}/instances'],
      parameter: { name, in: 'query', required: true, schema: { type: 'string' } },
    })),
    ...['$skiptoken', '$deltatoken'].map((name) => ({
      ids: [
        'GET /me/calendarView/delta()',
        'GET /me/calendar/calendarView/delta()',
        'GET /me/calendars/{calendar-id}/calendarView/delta()',
      ],
      parameter: { name, in: 'query', schema: { type: 'string' } },
    })),
  ],
};

/** Operations whose good answer has the event although the description says that it has none. */
export const ANSWERS_EVENT: readonly string[] = [
  'PATCH /me/events/{event-id}',
  'PATCH /me/calendars/{calendar-id}/events/{event-id}',
];
export const EVENT_SCHEMA = EVENT;
