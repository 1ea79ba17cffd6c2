import { parseArgs } from 'node:util';
import { runWebHost } from './run-web-host.ts';

function readArguments(): { readonly port: number; readonly open: boolean } | string {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string', default: '0' }, 'no-open': { type: 'boolean', default: false } },
    });
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65_535)
      return `--port ${values.port} is no port. Use 0 to 65535.`;
    return { port, open: !values['no-open'] };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function main(): Promise<void> {
  const options = readArguments();
  if (typeof options === 'string') {
    process.stderr.write(`golden-hour: ${options}\n`);
    process.exitCode = 2;
    return;
  }
  const { stdout, stderr, stdin } = process;
  const running = await runWebHost({ ...options, stdout, stderr, stdin });
  if (!running.ok) {
    stderr.write(`golden-hour: ${running.message}\n`);
    process.exitCode = 2;
    return;
  }
  const stop = (): void => void running.value.stop().then(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
}

await main();
