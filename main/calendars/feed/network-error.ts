import { failFeed, type FeedFailed } from './feed-answer.ts';

/** What Node calls a certificate that does not hold; there are some thirty of them. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|^ERR_(?:TLS|SSL)/;
const UNPACKING = /^(?:Z_|ERR_BROTLI|ERR__ERROR_FORMAT|ERR_.*DECODER|BROTLI)/;

/**
 * Why fetch or a body ended without an answer; null: not the network's doing. Only the code is ever told: messages of
 * the system hold addresses.
 */
export function explainNetworkError(error: unknown): FeedFailed | null {
  const code = codeOf(error);
  if (code !== null && CERTIFICATE.test(code))
    return failFeed('unsafe', `its certificate does not hold (${code})`);
  if (code !== null && UNPACKING.test(code)) return failFeed('unreadable', `it cannot be unpacked (${code})`);
  if (isForeignTalk(error)) return failFeed('unreadable', 'it is no web server');
  // fetch throws a TypeError for every failure of the network, also of one in the middle of a body.
  if (!(error instanceof TypeError)) return null;
  return failFeed('offline', code === null ? 'it cannot be reached' : `it cannot be reached (${code})`);
}

/** Something else than HTTP came back; the error knows no code, only a name. */
function isForeignTalk(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'HTTPParserError' || isForeignTalk(error.cause);
}

/** Of the error or of what it says was its cause. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}
