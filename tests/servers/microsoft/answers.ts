/** What goes back to the client. `body` is written as JSON; undefined: no body. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** In place of a body: a page for a person. */
  readonly html?: string;
  /** Of a page of a list: the things of the page before. */
  readonly before?: readonly unknown[];
}

/** Graph's codes for refusing, with its own words. */
const REFUSALS = {
  BadRequest: [400, 'The request is malformed or incorrect.'],
  RequestBodyRead: [400, 'The request body could not be read.'],
  ErrorInvalidIdMalformed: [400, 'Id is malformed.'],
  ErrorInvalidRequest: [400, 'Your request is invalid.'],
  ErrorInvalidUrlQuery: [400, 'The query parameter is not supported.'],
  ErrorPropertyValidationFailure: [400, 'At least one property failed validation.'],
  ErrorInvalidPropertyRequest: [400, 'The property cannot be set.'],
  TimeZoneNotSupportedException: [400, 'The time zone is not supported.'],
  ErrorOccurrenceCrossingBoundary: [400, 'Modified occurrence is crossing or overlapping adjacent one.'],
  InvalidAuthenticationToken: [401, 'Access token has expired or is not yet valid.'],
  ErrorAccessDenied: [403, 'Access is denied. Check credentials and try again.'],
  ErrorItemNotFound: [404, 'The specified object was not found in the store.'],
  ResourceNotFound: [404, 'Resource not found for the segment.'],
  ErrorDuplicateTransactionId: [409, 'Another request with the same transaction id has been processed.'],
  ErrorIrresolvableConflict: [
    412,
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  ],
  ApplicationThrottled: [429, 'Application is over its MailboxConcurrency limit.'],
  TooManyRequests: [429, 'Too many requests.'],
  InternalServerError: [500, 'An internal server error occurred.'],
  notImplemented: [501, 'The stand-in does not have this operation.'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

export type Code = keyof typeof REFUSALS;

/** `message` in place of the usual words. */
export function refuseWith(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const innerError = {
    date: '2026-11-23T00:00:00',
    'request-id': '00000000-0000-4000-8000-000000000000',
    'client-request-id': '00000000-0000-4000-8000-000000000000',
  };
  return { status, headers, body: { error: { code, message, innerError } } };
}

export function refuse(code: Code, message?: string, headers?: Readonly<Record<string, string>>): Answer {
  const [status, usual] = REFUSALS[code];
  return refuseWith(status, code, message ?? usual, headers);
}

const CODES_BY_STATUS: Readonly<Record<number, readonly [string, string]>> = {
  403: ['ErrorAccessDenied', 'Access is denied.'],
  409: ['ErrorIrresolvableConflict', 'The operation conflicts with another one.'],
  410: ['SyncStateNotFound', 'The sync state generation is not found; continue with an empty one.'],
  412: ['ErrorIrresolvableConflict', 'The change key does not match.'],
  429: ['TooManyRequests', 'Too many requests.'],
  500: ['InternalServerError', 'An internal server error occurred.'],
  502: ['BadGateway', 'Bad gateway.'],
  503: ['ServiceUnavailable', 'The service is unavailable.'],
  504: ['UnknownError', ''],
};

/** A fault's refusal, in the form of Graph or of the sign-in. */
export function refuseByFault(
  id: string,
  { status, reason, retryAfterSeconds }: { status: number; reason?: string; retryAfterSeconds?: number },
): Answer {
  const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  if (id.startsWith('login.')) {
    const body = {
      error: reason ?? 'temporarily_unavailable',
      error_description: 'AADSTS90033: A transient error.',
    };
    return { status, headers, body };
  }
  const [code, message] = CODES_BY_STATUS[status] ?? ['UnknownError', 'Something went wrong.'];
  return refuseWith(status, reason ?? code, message, headers);
}
