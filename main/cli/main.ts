import { succeed } from '#contract/outcome.ts';
import { runCommand } from '#main/cli/run-command.ts';
import { runWebHost } from '#main/web/run-web-host.ts';

// npm runs scripts in the project's folder; what the user typed is relative to where they are.
const isNpmScript = process.env['npm_lifecycle_event'] === 'golden-hour';
const folder = (isNpmScript ? process.env['INIT_CWD'] : undefined) ?? process.cwd();

// `plan | head` stops reading early, which is no failure of the plan.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCommand(process.argv.slice(2), {
  folder,
  output: {
    out: (text) => void process.stdout.write(`${text}\n`),
    error: (text) => void process.stderr.write(`${text}\n`),
  },
  async serve({ port, open }) {
    const { stdin, stdout, stderr } = process;
    const running = await runWebHost({ port, open, stdin, stdout, stderr });
    if (!running.ok) return running;
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    await running.value.stop();
    return succeed(null);
  },
});
