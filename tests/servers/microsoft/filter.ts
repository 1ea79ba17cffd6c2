import type { StoredEvent } from './resources.ts';
import { extensionNameOf, type Json } from './show.ts';
import { readInstant } from './times.ts';

/** What a $filter is asked of: the event as UTC, and what is not shown of it. */
export interface Candidate {
  readonly body: Json;
  /** Null: it is no event. */
  readonly stored: StoredEvent | null;
}

type Test = (candidate: Candidate) => boolean;

/** A $filter that the stand-in (or Graph) does not understand. */
export class FilterProblem extends Error {}

const TOKEN = /\s*(?:('(?:[^']|'')*')|([(),:])|([^\s(),:']+))/y;

function tokenize(text: string): readonly string[] {
  const tokens: string[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < text.trimEnd().length) {
    const match = pattern.exec(text);
    if (!match) throw new FilterProblem(`'${text}' ends in the middle of a text.`);
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return tokens;
}

const OPERATORS: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

export function readProperty({ body }: Candidate, path: string): unknown {
  return path.split('/').reduce<unknown>((part, name) => {
    if (typeof part !== 'object' || part === null) return undefined;
    return (part as Json)[name]; // an object, as was just seen
  }, body);
}

/** Plain values by themselves, everything else by its JSON: equal to no text of a filter. */
export const writeText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

/** -1, 0 or 1; times as moments, everything else by its text. */
function compare(value: unknown, wanted: string, isTime: boolean): number {
  const plain = wanted.startsWith("'") ? wanted.slice(1, -1).replaceAll("''", "'") : wanted;
  if (isTime) {
    const [one, other] = [readInstant(writeText(value)), readInstant(plain)];
    if (one === null || other === null) throw new FilterProblem(`'${wanted}' is no time.`);
    return Math.sign(one - other);
  }
  const text = value === null || value === undefined ? 'null' : writeText(value);
  return text === plain ? 0 : text < plain ? -1 : 1;
}

class Parser {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(text: string) {
    this.tokens = tokenize(text);
  }

  private take(expected?: string): string {
    const token = this.tokens[this.at];
    this.at += 1;
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new FilterProblem(
        `'${this.tokens.join(' ')}' has ${token ?? 'its end'} where ${expected ?? 'more'} should be.`,
      );
    }
    return token;
  }

  private has(token: string): boolean {
    const isNext = this.tokens[this.at] === token;
    if (isNext) this.at += 1;
    return isNext;
  }

  readAll(): Test {
    const test = this.readOr();
    if (this.at < this.tokens.length) throw new FilterProblem(`'${this.tokens.join(' ')}' has too much.`);
    return test;
  }

  private readOr(): Test {
    const tests = [this.readAnd()];
    while (this.has('or')) tests.push(this.readAnd());
    return (candidate) => tests.some((test) => test(candidate));
  }

  private readAnd(): Test {
    const tests = [this.readNot()];
    while (this.has('and')) tests.push(this.readNot());
    return (candidate) => tests.every((test) => test(candidate));
  }

  private readNot(): Test {
    if (!this.has('not')) return this.readOne();
    const test = this.readNot();
    return (candidate) => !test(candidate);
  }

  private readOne(): Test {
    if (this.has('(')) {
      const test = this.readOr();
      this.take(')');
      return test;
    }
    const name = this.take();
    if (name === 'contains' || name === 'startswith') return this.readTextTest(name);
    if (name.toLowerCase() === 'extensions/any') return this.readExtensions();
    if (name.toLowerCase() === 'singlevalueextendedproperties/any') return this.readProperties();
    const operator = OPERATORS[this.take()];
    if (!operator) throw new FilterProblem(`'${this.tokens.join(' ')}' has no such operator.`);
    const wanted = this.take();
    // 2026-11-24T12:00 falls into pieces at its colons.
    let whole = wanted;
    while (!wanted.startsWith("'") && this.has(':')) whole += `:${this.take()}`;
    const isTime = /^(start|end)\/dateTime$|DateTime$/.test(name);
    return (candidate) => operator(compare(readProperty(candidate, name), whole, isTime));
  }

  private readTextTest(name: 'contains' | 'startswith'): Test {
    this.take('(');
    const path = this.take();
    this.take(',');
    const wanted = this.take().slice(1, -1).toLowerCase();
    this.take(')');
    return (candidate) => {
      const text = writeText(readProperty(candidate, path) ?? '').toLowerCase();
      return name === 'contains' ? text.includes(wanted) : text.startsWith(wanted);
    };
  }

  /** `(x:x/id eq '…' and x/value eq '…')`: the values by the names after the slash. */
  private readLambda(): ReadonlyMap<string, string> {
    this.take('(');
    const variable = this.take();
    this.take(':');
    const values = new Map<string, string>();
    do {
      const name = this.take().replace(`${variable}/`, '');
      this.take('eq');
      values.set(name, this.take().slice(1, -1).replaceAll("''", "'"));
    } while (this.has('and'));
    this.take(')');
    return values;
  }

  private readExtensions(): Test {
    const wanted = extensionNameOf(this.readLambda().get('id') ?? '');
    return ({ stored }) => stored?.extensions.some(({ extensionName }) => extensionName === wanted) ?? false;
  }

  private readProperties(): Test {
    const values = this.readLambda();
    const [id, value] = [values.get('id')?.toLowerCase(), values.get('value')];
    return ({ stored }) =>
      (stored?.resource.singleValueExtendedProperties ?? []).some(
        (property) => property.id.toLowerCase() === id && (value === undefined || property.value === value),
      );
  }
}

/** Throws a FilterProblem for what it does not understand. */
export const readFilter = (text: string): Test => new Parser(text).readAll();
