/** What goes back to the client. `body` is written as JSON; undefined: no body. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** In place of a body: a page for a person. */
  readonly html?: string;
}

interface Reason {
  readonly status: number;
  readonly domain: string;
  readonly message: string;
  readonly location?: readonly [type: string, name: string];
}

/** Google's reasons for refusing, with its own words. */
const REASONS = {
  badRequest: { status: 400, domain: 'global', message: 'Bad Request' },
  invalid: { status: 400, domain: 'global', message: 'Invalid Value' },
  required: { status: 400, domain: 'global', message: 'Required' },
  invalidParameter: { status: 400, domain: 'global', message: 'Invalid Value' },
  eventTypeRestriction: { status: 400, domain: 'calendar', message: 'The event type does not allow this.' },
  timeRangeEmpty: {
    status: 400,
    domain: 'calendar',
    message: 'The specified time range is empty.',
    location: ['parameter', 'timeMax'],
  },
  timeRangeTooLong: {
    status: 400,
    domain: 'calendar',
    message: 'The requested time range is too long.',
    location: ['parameter', 'timeMax'],
  },
  authError: {
    status: 401,
    domain: 'global',
    message: 'Invalid Credentials',
    location: ['header', 'Authorization'],
  },
  insufficientPermissions: { status: 403, domain: 'global', message: 'Insufficient Permission' },
  forbidden: { status: 403, domain: 'global', message: 'Forbidden' },
  forbiddenForNonOrganizer: {
    status: 403,
    domain: 'calendar',
    message: 'Shared properties can only be changed by the organizer of the event.',
  },
  requiredAccessLevel: {
    status: 403,
    domain: 'calendar',
    message: 'You need to have writer access to this calendar.',
  },
  userRateLimitExceeded: { status: 403, domain: 'usageLimits', message: 'User Rate Limit Exceeded' },
  rateLimitExceeded: { status: 403, domain: 'usageLimits', message: 'Rate Limit Exceeded' },
  dailyLimitExceeded: { status: 403, domain: 'usageLimits', message: 'Daily Limit Exceeded' },
  quotaExceeded: { status: 403, domain: 'usageLimits', message: 'Calendar usage limits exceeded.' },
  tooManyRequests: { status: 429, domain: 'usageLimits', message: 'Rate Limit Exceeded' },
  notFound: { status: 404, domain: 'global', message: 'Not Found' },
  httpMethodNotAllowed: { status: 405, domain: 'global', message: 'Method Not Allowed' },
  duplicate: { status: 409, domain: 'global', message: 'The requested identifier already exists.' },
  conflict: { status: 409, domain: 'global', message: 'Conflict' },
  deleted: { status: 410, domain: 'global', message: 'Resource has been deleted' },
  fullSyncRequired: {
    status: 410,
    domain: 'calendar',
    message: 'Sync token is no longer valid, a full sync is required.',
    location: ['parameter', 'syncToken'],
  },
  updatedMinTooLongAgo: {
    status: 410,
    domain: 'calendar',
    message: 'The requested minimum modification time lies too far in the past.',
    location: ['parameter', 'updatedMin'],
  },
  conditionNotMet: {
    status: 412,
    domain: 'global',
    message: 'Precondition Failed',
    location: ['header', 'If-Match'],
  },
  backendError: { status: 500, domain: 'global', message: 'Backend Error' },
  badGateway: { status: 502, domain: 'global', message: 'Bad Gateway' },
  serviceUnavailable: { status: 503, domain: 'global', message: 'Service Unavailable' },
} as const satisfies Record<string, Reason>;

export type ReasonName = keyof typeof REASONS;

const isReasonName = (name: string): name is ReasonName => Object.hasOwn(REASONS, name);

export interface RefusalDetail {
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The reason that Calendar gives in the body, where the name above only tells two statuses apart. */
const spellReason = (name: ReasonName): string => (name === 'tooManyRequests' ? 'rateLimitExceeded' : name);

/** A refusal in the Calendar API's form. */
export function refuse(name: ReasonName, { message, headers }: RefusalDetail = {}): Answer {
  const reason: Reason = REASONS[name];
  const text = message ?? reason.message;
  const [locationType, location] = reason.location ?? [];
  const error = {
    domain: reason.domain,
    reason: spellReason(name),
    message: text,
    ...(location === undefined ? {} : { locationType, location }),
  };
  return {
    status: reason.status,
    ...(headers ? { headers } : {}),
    body: { error: { errors: [error], code: reason.status, message: text } },
  };
}

const USUAL: Readonly<Record<number, ReasonName>> = {
  400: 'badRequest',
  401: 'authError',
  403: 'forbidden',
  404: 'notFound',
  405: 'httpMethodNotAllowed',
  409: 'conflict',
  410: 'deleted',
  412: 'conditionNotMet',
  429: 'tooManyRequests',
  500: 'backendError',
  502: 'badGateway',
  503: 'serviceUnavailable',
};

/** The refusal that a fault of that status is answered with; for a status without a reason of Google's, no body. */
export function refuseWithStatus(status: number, reason: string | undefined, seconds?: number): Answer {
  const headers = seconds === undefined ? {} : { 'retry-after': String(seconds) };
  const name = reason !== undefined && isReasonName(reason) ? reason : USUAL[status];
  return name === undefined ? { status, headers } : { ...refuse(name, { headers }), status };
}

const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

/** A refusal in the form that the asked method has: Calendar's, People's, or that of the sign-in. */
export function refuseInFormOf(id: string, answer: Answer): Answer {
  const { status, headers = {} } = answer;
  if (id.startsWith('oauth.')) {
    return { status, headers, body: { error: 'internal_failure', error_description: `Error ${status}` } };
  }
  const name = STATUS_NAMES[status] ?? 'UNKNOWN';
  return id.startsWith('people.') ? { ...refuseInNewForm(status, name, `Error ${status}`), headers } : answer;
}

/** A refusal in the form of Google's newer APIs, People among them. */
export function refuseInNewForm(
  code: number,
  status: string,
  message: string,
  info?: { readonly reason: string; readonly headers?: Readonly<Record<string, string>> },
): Answer {
  const details = info
    ? [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: info.reason, domain: 'googleapis.com' }]
    : undefined;
  return {
    status: code,
    ...(info?.headers ? { headers: info.headers } : {}),
    body: { error: { code, message, status, ...(details ? { details } : {}) } },
  };
}
