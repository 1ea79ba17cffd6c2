import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createActs, type InboxMessage, type MicrosoftActs } from './acts.ts';
import { loadContract } from './contract.ts';
import { handle } from './handle.ts';
import type { MicrosoftModes } from './modes.ts';
import type { GuestMail, HeardRequest } from './resources.ts';
import { createState, type MicrosoftOptions } from './state.ts';

/**
 * A stand-in for Microsoft on this machine, real HTTP: the sign-in and Graph v1.0's calendar part, written from its
 * description and checking every request, and every answer of its own, against it. `whyNoMicrosoft` of contract.ts says
 * where it cannot run.
 */
export interface MicrosoftServer extends AsyncDisposable, MicrosoftActs {
  /** In place of https://graph.microsoft.com. Without a slash at its end. */
  readonly graphRoot: string;
  /** In place of https://login.microsoftonline.com. */
  readonly loginRoot: string;
  readonly clientId: string;
  /** How it behaves; may be changed at any time. */
  readonly modes: MicrosoftModes;
  /** What was mailed, in order: to guests, and as an answer of the user to an organizer. */
  readonly mails: readonly GuestMail[];
  /** What guests wrote to the user: no part of any event, and not to be had with the scopes of calendars. */
  readonly inbox: readonly InboxMessage[];
  /** Everything that was asked, in order, the sign-in too. */
  readonly requests: readonly HeardRequest[];
  /** What the client may not send, and what we may not answer. A test expects none. */
  readonly violations: readonly string[];
  /** How often each operation was asked since the start or the last `forgetRequests`: the budget of a client. */
  counts(): Readonly<Record<string, number>>;
  forgetRequests(): void;
  forgetViolations(): void;
  /** Ends all connections. */
  stop(): Promise<void>;
}

export async function startMicrosoft(options: MicrosoftOptions = {}): Promise<MicrosoftServer> {
  loadContract(options.isUnchecked ?? false);
  const state = createState(options);
  const inbox: InboxMessage[] = [];
  const server = createServer((request, response) => {
    handle(state, request, response).catch((error: unknown) => {
      // The client is gone in the middle of its request, or the server has a mistake: the test is told of that.
      if (!request.destroyed || request.complete) {
        state.violations.push(`the stand-in failed: ${error instanceof Error ? error.stack : String(error)}`);
      }
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on a port, not on a pipe
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    ...createActs(state, inbox),
    graphRoot: state.origin,
    loginRoot: state.origin,
    clientId: state.clientId,
    modes: state.modes,
    mails: state.mails,
    inbox,
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
