import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { answerHourly, answerTowns } from './answers.ts';
import { checkQuestion } from './contract.ts';

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface OpenMeteoServer extends AsyncDisposable {
  /** The base address of all three services. */
  readonly url: string;
  readonly questions: readonly { readonly url: URL; readonly headers: IncomingMessage['headers'] }[];
  /** Whether the API descriptions were there to check the questions against. */
  readonly isContractChecked: () => boolean;
  /** From now on a path gets this instead; 'hang' never answers, 'drop' closes the connection. */
  override(path: string, reply: Reply | 'hang' | 'drop'): void;
}

const json = (status: number, body: object): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

const refuse = (reason: string): Reply => json(400, { error: true, reason });

/** Open-Meteo on this machine: refuses what its API descriptions do not allow, answers what they promise, with gzip. */
export async function startOpenMeteo(options: { readonly nowMs: number }): Promise<OpenMeteoServer> {
  const questions: { url: URL; headers: IncomingMessage['headers'] }[] = [];
  const overrides = new Map<string, Reply | 'hang' | 'drop'>();
  let isContractChecked = true;

  function answer(url: URL): Reply {
    const isEnsemble = url.pathname === '/v1/ensemble';
    if (url.pathname === '/v1/search') {
      return url.searchParams.has('name')
        ? json(200, answerTowns(url))
        : refuse("Parameter 'name' is required");
    }
    if (url.pathname !== '/v1/forecast' && !isEnsemble)
      return json(404, { error: true, reason: 'Not Found' });
    const problems = checkQuestion(isEnsemble ? 'ensemble.yml' : 'forecast.yml', url);
    isContractChecked &&= problems !== null;
    if (problems && problems.length > 0) return refuse(problems.join('; '));
    return json(200, answerHourly(url, { nowMs: options.nowMs, members: isEnsemble ? 50 : 0 }));
  }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    questions.push({ url, headers: request.headers });
    const reply = overrides.get(url.pathname) ?? answer(url);
    if (reply === 'hang') return;
    if (reply === 'drop') {
      request.socket.destroy();
      return;
    }
    const acceptsGzip = /\bgzip\b/.test(String(request.headers['accept-encoding']));
    response.writeHead(reply.status, {
      ...reply.headers,
      ...(acceptsGzip ? { 'content-encoding': 'gzip' } : {}),
    });
    response.end(acceptsGzip ? gzipSync(reply.body) : reply.body);
  }

  const server = createServer(handle);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    questions,
    isContractChecked: () => isContractChecked,
    override: (path, reply) => {
      overrides.set(path, reply);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
