import type { Failure, Outcome } from '#contract/outcome.ts';
import type { Language } from '#contract/vocabulary.ts';
import { answerPlan, answerSituation, type PlanAnswer } from '#main/app/plan-answers.ts';
import { preparePlan } from '#main/app/plan-request.ts';
import { readOwnPlan } from '#main/app/own-plan.ts';
import { expandFile } from '#main/app/expand-file.ts';
import { type Arguments, parseArguments } from '#main/cli/arguments.ts';
import { runDoctor } from '#main/cli/doctor.ts';
import { HELP } from '#main/cli/help.ts';
import { listOutbox, sendInvite } from '#main/cli/invites.ts';
import { type ExitCode, type Output, printJson } from '#main/cli/output.ts';
import { assertNever } from '#main/kernel/assert-never.ts';

export interface CommandContext {
  /** What relative paths are relative to. */
  readonly folder: string;
  readonly output: Output;
  /** The app in a browser; resolves when it has stopped. */
  readonly serve: (options: { readonly port: number; readonly open: boolean }) => Promise<Outcome<null>>;
}

/** A sentence for a person on stderr, and the exit code that scripts go by. Never a stack trace. */
function report(failure: Failure, output: Output): ExitCode {
  output.error(`golden-hour: ${failure.message}`);
  return failure.code === 'invalid-input' || failure.code === 'unreadable' || failure.code === 'not-found'
    ? 2
    : 1;
}

export async function runCommand(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { output } = context;
  const parsed = parseArguments(argv, context.folder);
  if (!parsed.ok) return report(parsed, output);
  const args = parsed.value;
  try {
    return await run(args, context);
  } catch (error) {
    // A bug: one line for a person, and where it happened for those who fix it.
    output.error(
      `golden-hour: something went wrong (${error instanceof Error ? error.message : String(error)}).`,
    );
    output.error("Run 'golden-hour doctor' and report what it prints, please.");
    return 1;
  }
}

async function run(args: Arguments, context: CommandContext): Promise<ExitCode> {
  const { output } = context;
  switch (args.command) {
    case 'help':
      output.out(HELP);
      return 0;
    case 'plan':
    case 'gaps':
    case 'openings':
      return runPlan(args, args.command, output);
    case 'expand':
      return runExpand(args, output);
    case 'invite':
      return settle(await sendInvite(args, output), output);
    case 'outbox':
      return settle(await listOutbox(args, output), output);
    case 'serve':
      return settle(await context.serve({ port: args.port ?? 0, open: args.open }), output);
    case 'doctor':
      return settle(await runDoctor(args, output), output);
    default:
      return assertNever(args.command);
  }
}

const settle = (outcome: Outcome<unknown>, output: Output): ExitCode =>
  outcome.ok ? 0 : report(outcome, output);

async function runPlan(
  args: Arguments,
  command: 'plan' | 'gaps' | 'openings',
  output: Output,
): Promise<ExitCode> {
  if (args.operands.length > 0) {
    output.error(
      `golden-hour: '${command}' takes no '${args.operands.join(' ')}'. Give files by their options.`,
    );
    return 2;
  }
  const nowMs = args.nowMs ?? Date.now();
  const prepared = await preparePlan(
    { ...args, nowMs, machineZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    (settings, zone) => readOwnPlan(settings, zone, nowMs),
  );
  if (!prepared.ok) return report(prepared, output);
  const language = languageOf(prepared.value.input.settings.language);
  const answer =
    command === 'plan'
      ? answerPlan(prepared.value, { language, withCandidates: args.candidates })
      : answerSituation(prepared.value, command, language);
  print(answer, args, output);
  return 0;
}

/** Scripts read English whatever the machine speaks; a language that was chosen is kept. */
const languageOf = (chosen: Language | 'system'): Language => (chosen === 'system' ? 'en' : chosen);

function print(answer: PlanAnswer, args: Arguments, output: Output): void {
  if (args.json) {
    printJson(output, answer.json);
    return;
  }
  for (const line of answer.lines) output.out(line);
  for (const warning of answer.warnings) output.error(`Note: ${warning}`);
}

async function runExpand(args: Arguments, output: Output): Promise<ExitCode> {
  const { operands, from, to, zone } = args;
  const [path, ...more] = operands;
  if (path === undefined || more.length > 0) {
    output.error(`golden-hour: 'expand' takes one file, and got ${operands.length}.`);
    return 2;
  }
  if (from === null || to === null || zone === null) {
    output.error("golden-hour: 'expand' needs --from DATE, --to DATE and --zone IANA.");
    return 2;
  }
  const expanded = await expandFile(path, { from, to, zone });
  if (!expanded.ok) return report(expanded, output);
  const { occurrences, skipped } = expanded.value;
  if (args.json) printJson(output, occurrences);
  else for (const { start, end, summary } of occurrences) output.out(`${start}  ${end}  ${summary}`);
  for (const { uid, reason } of skipped) output.error(`Skipped ${uid ?? '(no UID)'}: ${reason}`);
  return 0;
}
