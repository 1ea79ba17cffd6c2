import type { SendResult } from '#main/invites/mail.ts';

const MISCONFIGURED = new Set(['ETLS', 'EREQUIRETLS', 'ECONFIG', 'EPROTOCOL']);

/**
 * Causes beneath a broken connection that time does not heal: certificates, TLS versions, a name that does not exist
 * (a typing error when the network is up; DNS that does not answer is the network).
 */
const MISCONFIGURED_CAUSE = /CERT|ISSUER|SIGNATURE|^ERR_TLS|^ERR_SSL|^EPROTO$|^ENOTFOUND$/;

/**
 * What an error of one sending means. `hasBegun`: whether the message's own bytes had begun to leave. A reply of the
 * server is always an answer; without one, a message that had begun may have arrived.
 */
export function classifyError(error: Error, hasBegun: boolean): SendResult {
  const detail = describeError(error);
  const code = property(error, 'code');
  const reply = property(error, 'responseCode');
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2') {
    return typeof reply === 'number' && reply < 500
      ? { kind: 'temporary', detail }
      : { kind: 'unauthorized', detail };
  }
  if (code === 'ETLS' && !(typeof reply === 'number' && reply < 500))
    return { kind: 'misconfigured', detail };
  if (typeof reply === 'number' && reply >= 400) {
    // 530 asks for a login before MAIL; 503 is about the session and not about the message.
    if (reply === 530) return { kind: 'unauthorized', detail };
    return reply >= 500 && reply !== 503 ? { kind: 'refused', detail } : { kind: 'temporary', detail };
  }
  if (hasBegun) return { kind: 'unknown', detail };
  if (typeof code === 'string' && MISCONFIGURED.has(code)) return { kind: 'misconfigured', detail };
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { kind: 'refused', detail };
  const cause = property(error, 'originalCode');
  if (typeof cause === 'string' && MISCONFIGURED_CAUSE.test(cause)) return { kind: 'misconfigured', detail };
  return { kind: 'offline', detail };
}

const property = (error: Error, name: string): unknown => Object.getOwnPropertyDescriptor(error, name)?.value;

const LONGEST_DETAIL = 300;

/** The server's own words where it spoke, on one line. */
function describeError(error: Error): string {
  const response = property(error, 'response');
  const text = typeof response === 'string' && response !== '' ? response : error.message;
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_DETAIL);
}
