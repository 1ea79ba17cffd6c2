import { loadContract, type Operation, type Schema } from './contract.ts';
import { ANSWERS_EVENT, EVENT_SCHEMA } from './supplements.ts';

type Body = Readonly<Record<string, unknown>>;

/** Whose value it is: a client may not send what only the server knows of. */
type Side = 'request' | 'answer';

const DATE_TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/;
const FORMATS: Readonly<Record<string, RegExp>> = {
  'date-time': DATE_TIME,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  time: /^\d\d:\d\d(:\d\d(\.\d+)?)?$/,
  base64url: /^[A-Za-z0-9_=-]*$/,
};

/** Real answers carry them; the description does not know them. */
const UNDESCRIBED = ['uid', 'occurrenceId'];

export const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Flat {
  readonly title: string | null;
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
  readonly additional: boolean | Schema;
}

export const findSchema = (ref: string): Schema =>
  loadContract().schemas[ref.slice(ref.lastIndexOf('/') + 1)] ?? {};

/** A type with all that it inherits. */
export function flatten(schema: Schema): Flat {
  if (schema.$ref !== undefined) return flatten(findSchema(schema.$ref));
  const parts = (schema.allOf ?? []).map(flatten);
  return {
    title: schema.title ?? parts.at(-1)?.title ?? null,
    properties: Object.assign(
      {},
      ...parts.map((part) => part.properties),
      schema.properties,
    ) as Flat['properties'], // each part is one
    required: [...parts.flatMap((part) => part.required), ...(schema.required ?? [])],
    additional: schema.additionalProperties ?? parts.at(-1)?.additional ?? false,
  };
}

/** The type that a value says it is of: a derived one, as customTimeZone is a timeZoneBase. */
function findDerived(body: Body): Schema | null {
  const name = body['@odata.type'];
  if (typeof name !== 'string') return null;
  const schema = loadContract().schemas[name.replace(/^#/, '')];
  return schema && flatten(schema).title !== 'extension' ? schema : null;
}

function checkString(schema: Schema, value: string, where: string): readonly string[] {
  if (schema.enum && !schema.enum.includes(value)) {
    return [`${where} is '${value}', not one of ${schema.enum.join(', ')}`];
  }
  const format = FORMATS[schema.format ?? ''];
  if (format && !format.test(value)) return [`${where} is '${value}', no ${schema.format ?? ''}`];
  return schema.pattern === undefined || new RegExp(schema.pattern).test(value)
    ? []
    : [`${where} is '${value}', which ${schema.pattern} refuses`];
}

/** Names that begin with @ are OData's own; an open type (an extension) may have any. */
export function findProperty(flat: Flat, name: string, side: Side): Schema | 'any' | null {
  const property = flat.properties[name];
  if (property) return property;
  if (name.includes('@')) return 'any';
  // Parameters of actions are described with a capital, and sent without.
  const capital = flat.properties[`${name.charAt(0).toUpperCase()}${name.slice(1)}`];
  if (capital && flat.title === null) return capital;
  if (side === 'answer' && flat.title === 'event' && UNDESCRIBED.includes(name)) return 'any';
  const isOpen = flat.title === 'extension' || (flat.title === null && flat.additional !== false);
  if (!isOpen || flat.additional === false) return null;
  return typeof flat.additional === 'object' && flat.additional.type !== 'object' ? flat.additional : 'any';
}

function checkObject(schema: Schema, body: Body, where: string, side: Side): readonly string[] {
  const flat = flatten(findDerived(body) ?? schema);
  const hasProperties = Object.keys(flat.properties).length > 0;
  const missing = flat.required.filter((name) => body[name] === undefined);
  const problems = missing.map((name) => `${where} has no ${name}`);
  if (flat.title === 'dateTimeTimeZone' && !LOCAL_TIME.test(String(body['dateTime']))) {
    problems.push(`${where}.dateTime is '${String(body['dateTime'])}', no date and time without an offset`);
  }
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined) continue;
    const property = findProperty(flat, name, side);
    const place = `${where}.${name}`;
    if (property === null && hasProperties) problems.push(`${place} is no property of ${flat.title ?? 'it'}`);
    else if (property !== null && property !== 'any')
      problems.push(...checkValue(property, value, place, side));
  }
  return problems;
}

function checkNumber(schema: Schema, value: number, where: string): readonly string[] {
  const isWhole = schema.type !== 'integer' || Number.isInteger(value);
  const { minimum = -Infinity, maximum = Infinity } = schema;
  return isWhole && value >= minimum && value <= maximum
    ? []
    : [`${where} is ${value}, out of what it may be`];
}

/** What is wrong with a value. */
function checkValue(schema: Schema, value: unknown, where: string, side: Side): readonly string[] {
  if (value === null) return schema.nullable === true ? [] : [`${where} is null, and may not be`];
  if (schema.anyOf) {
    const tries = schema.anyOf.map((one) => checkValue(one, value, where, side));
    return tries.find((problems) => problems.length === 0) ?? tries[0] ?? [];
  }
  if (schema.$ref !== undefined) {
    const target = findSchema(schema.$ref);
    return checkValue(
      { ...target, nullable: schema.nullable ?? target.nullable ?? false },
      value,
      where,
      side,
    );
  }
  const type = schema.type ?? (schema.allOf || schema.properties ? 'object' : null);
  const wrong = [`${where} is ${JSON.stringify(value)}, no ${type ?? 'value'}`];
  switch (type) {
    case 'string':
      return typeof value === 'string' ? checkString(schema, value, where) : wrong;
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong;
    case 'integer':
    case 'number':
      return typeof value === 'number' ? checkNumber(schema, value, where) : wrong;
    case 'array': {
      if (!Array.isArray(value)) return wrong;
      const { items, maxItems = Infinity } = schema;
      const tooMany = value.length > maxItems ? [`${where} has ${value.length}, at most ${maxItems}`] : [];
      return [
        ...tooMany,
        ...(items ? value.flatMap((one, index) => checkValue(items, one, `${where}[${index}]`, side)) : []),
      ];
    }
    case 'object':
      return isBody(value) ? checkObject(schema, value, where, side) : wrong;
    case null:
    default:
      return [];
  }
}

function checkParameter(schema: Schema, text: string, where: string): readonly string[] {
  if (schema.type === 'array') {
    const allowed = schema.items?.enum;
    if (!allowed) return [];
    const known = allowed.map((name) => name.toLowerCase());
    const parts = text.split(',').map((part) => part.trim());
    const isKnown = (part: string): boolean => {
      const name = part.replace(/ asc$/, '').replace(/\/\w+( desc)?$/, '$1');
      return known.includes(name.toLowerCase()) || UNDESCRIBED.includes(name);
    };
    return parts.filter((part) => !isKnown(part)).map((part) => `${where} has '${part}', which it cannot`);
  }
  if (schema.type === 'boolean') return /^(true|false)$/.test(text) ? [] : [`${where} is '${text}'`];
  if (schema.type === 'integer') {
    return /^\d+$/.test(text)
      ? checkNumber(schema, Number(text), where)
      : [`${where} is '${text}', no whole number`];
  }
  return checkString(schema, text, where);
}

/** The query of a request: known names only, each once, and all that must be there. */
export function checkQuery(operation: Operation, query: URLSearchParams): readonly string[] {
  const described = operation.parameters.filter((parameter) => parameter.in === 'query');
  const isContinued = query.has('$skiptoken') || query.has('$deltatoken');
  const missing = described.filter(
    ({ name = '', required }) => required === true && !isContinued && !query.has(name),
  );
  const problems = missing.map(({ name }) => `${operation.id}: no ${name ?? ''}`);
  for (const name of new Set(query.keys())) {
    if (name === '$skiptoken' && operation.method === 'GET') continue; // from a link of the server itself
    // OData's names may stand without the dollar; OpenAPI's spelling is otherwise exact, and Graph's is not.
    const parameter = described.find((one) => one.name?.toLowerCase() === name.toLowerCase());
    const where = `${operation.id}: ${name}`;
    if (!parameter?.schema) problems.push(`${where} is no parameter of it`);
    else if (query.getAll(name).length > 1) problems.push(`${where} is there twice`);
    else problems.push(...checkParameter(parameter.schema, query.get(name) ?? '', where));
  }
  return problems;
}

export function checkRequestBody(operation: Operation, body: unknown): readonly string[] {
  const { body: schema, id } = operation;
  if (!schema) return body === undefined ? [] : [`${id}: a body, and it takes none`];
  return body === undefined ? [`${id}: no body`] : checkValue(schema, body, `${id}: body`, 'request');
}

/** An answer of the stand-in itself. */
export function checkAnswer(operation: Operation, status: number, body: unknown): readonly string[] {
  const { id, answers } = operation;
  const where = `our answer ${status} to ${id}`;
  if (status === 200 && ANSWERS_EVENT.includes(id)) return checkValue(EVENT_SCHEMA, body, where, 'answer');
  const [exact, group] = [String(status), `${Math.floor(status / 100)}XX`];
  const schema = answers.get(answers.has(exact) ? exact : group);
  if (status >= 400) {
    const error = answers.get('default');
    return error ? checkValue(error, body, where, 'answer') : [];
  }
  // Actions are described with 204, and Graph answers 202 to those that send mail.
  if (status === 202 && answers.has('204')) return body === undefined ? [] : [`${where} has a body`];
  if (schema === undefined) return [`${where}: the description has no such status`];
  if (schema === null) return body === undefined ? [] : [`${where} has a body`];
  return checkValue(schema, body, where, 'answer');
}
