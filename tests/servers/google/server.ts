import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createActs, type GoogleActs } from './acts.ts';
import { loadContract } from './discovery.ts';
import { handle } from './handle.ts';
import type { GoogleModes } from './modes.ts';
import type { GuestMail, HeardRequest } from './resources.ts';
import { createState, type GoogleOptions } from './state.ts';

/**
 * A stand-in for Google on this machine, real HTTP: sign-in, Calendar v3 and People v1, written from Google's own
 * descriptions and checking every request, and every answer of its own, against them. `whyNoGoogle` of discovery.ts
 * says where it cannot run.
 */
export interface GoogleServer extends AsyncDisposable, GoogleActs {
  /** For GOLDEN_HOUR_GOOGLE_API. Without a slash at its end. */
  readonly apiRoot: string;
  /** For GOLDEN_HOUR_GOOGLE_OAUTH. */
  readonly oauthRoot: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How it behaves; may be changed at any time. */
  readonly modes: GoogleModes;
  /** What guests were mailed, in order. */
  readonly mails: readonly GuestMail[];
  /** Everything that was asked, in order, the sign-in too. */
  readonly requests: readonly HeardRequest[];
  /** What the client may not send, and what we may not answer. A test expects none. */
  readonly violations: readonly string[];
  /** How often each method was asked since the start or the last `forgetRequests`: the budget of a client. */
  counts(): Readonly<Record<string, number>>;
  forgetRequests(): void;
  forgetViolations(): void;
  /** Ends all connections. */
  stop(): Promise<void>;
}

export async function startGoogle(options: GoogleOptions = {}): Promise<GoogleServer> {
  loadContract(options.isUnchecked);
  const state = createState(options);
  const server = createServer((request, response) => {
    handle(state, request, response).catch((error: unknown) => {
      // The client is gone in the middle of its request, or the server has a mistake: the test is told of that.
      if (!request.destroyed || request.complete) {
        state.violations.push(`the stand-in failed: ${error instanceof Error ? error.stack : String(error)}`);
      }
      response.destroy();
    });
  });
  // On a machine that stands still for seconds it would end a connection that a request is on its way through.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on a port, not on a pipe
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const acts = createActs(state);
  for (const { email, contacts = [] } of options.accounts ?? []) {
    for (const contact of contacts) acts.putContact(contact, undefined, email);
  }
  return {
    ...acts,
    apiRoot: state.origin,
    oauthRoot: state.origin,
    clientId: state.client.id,
    clientSecret: state.client.secret,
    modes: state.modes,
    mails: state.mails,
    requests: state.requests,
    violations: state.violations,
    counts() {
      const counts: Record<string, number> = {};
      for (const { id, path } of state.requests) counts[id ?? path] = (counts[id ?? path] ?? 0) + 1;
      return counts;
    },
    forgetRequests: () => void state.requests.splice(0),
    forgetViolations: () => void state.violations.splice(0),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
