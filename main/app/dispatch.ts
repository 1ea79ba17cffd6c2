import type { z } from 'zod';
import type { Handlers, MethodInput, MethodName } from '#contract/methods.ts';
import { type Failure, fail, type Outcome } from '#contract/outcome.ts';
import { describeStoreProblem } from '#main/store/problems.ts';
import type { Log } from './log.ts';

/** A schema for each method: what it lets through is the method's input. */
export type Schemas = { readonly [Name in MethodName]: z.ZodType<MethodInput<Name>> };

export interface DispatchContext {
  readonly log: Pick<Log, 'bug'>;
  readonly schemas: Schemas;
}

export type Dispatch = (name: string, input: unknown) => Promise<Outcome<unknown>>;

/**
 * The one way in for every host: validates, runs, and turns a throw into a coded `bug` under a logged id, or into
 * what is wrong with the disk. Never rejects.
 */
export function createDispatch(handlers: Handlers, { log, schemas }: DispatchContext): Dispatch {
  const isMethod = (name: string): name is MethodName => Object.hasOwn(schemas, name);

  return async (name, input) => {
    if (!isMethod(name)) return fail('not-found', `There is no method '${name}'.`);
    const parsed = schemas[name].safeParse(input);
    if (!parsed.success) return explainInput(name, parsed.error);
    try {
      // The schema under the same name gave exactly this handler's input; the compiler sees only the union of all.
      const handler = handlers[name] as (value: unknown) => Promise<Outcome<unknown>> | Outcome<unknown>;
      return await handler(parsed.data);
    } catch (error) {
      // A full disk is nobody's mistake in the program.
      const problem = describeStoreProblem(error);
      if (problem !== null) return problem;
      return explainBug(name, log.bug(error, { method: name }));
    }
  };
}

function explainInput(name: MethodName, error: z.ZodError): Failure {
  const issues = error.issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
  return fail('invalid-input', `${name} cannot use this: ${issues.join('; ')}.`);
}

const explainBug = (name: MethodName, logId: string): Failure => ({
  ...fail(
    'bug',
    `Something went wrong in ${name}. It is in the log under ${logId}; nothing was lost that was saved.`,
  ),
  logId,
});
