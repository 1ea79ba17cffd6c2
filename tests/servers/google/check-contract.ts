import type { ApiDocument, ApiMethod, Schema } from './discovery.ts';

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DATE_TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/;

type Body = Readonly<Record<string, unknown>>;

const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values that a description lists in words: most of the Calendar API's enumerations are given so only. */
function listDescribedValues({ description = '', type }: Schema): readonly string[] | null {
  if (type !== 'string' || !/(^|[^f] |\. )Possible values are:/.test(description)) return null;
  const values = [...description.matchAll(/^\s*- "([^"]+)"/gm)].map(([, value]) => value ?? '');
  return values.length > 0 ? values : null;
}

function checkString(schema: Schema, value: string, where: string): readonly string[] {
  const allowed = schema.enum ?? listDescribedValues(schema);
  if (allowed && !allowed.includes(value))
    return [`${where} is '${value}', not one of ${allowed.join(', ')}`];
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) {
    return [`${where} is '${value}', which ${schema.pattern} refuses`];
  }
  switch (schema.format) {
    case 'date':
      return DATE.test(value) ? [] : [`${where} is '${value}', no date`];
    case 'date-time':
    case 'google-datetime':
      return DATE_TIME.test(value) ? [] : [`${where} is '${value}', no date-time with an offset`];
    case 'int64':
      return /^-?\d+$/.test(value) ? [] : [`${where} is '${value}', no whole number`];
    case 'google-fieldmask':
      return /^[A-Za-z.]+(,[A-Za-z.]+)*$/.test(value) ? [] : [`${where} is '${value}', no list of fields`];
    case undefined:
    default:
      return [];
  }
}

function checkObject(document: ApiDocument, schema: Schema, body: Body, where: string): readonly string[] {
  return Object.entries(body).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const property = schema.properties?.[name] ?? schema.additionalProperties;
    const place = `${where}.${name}`;
    if (!property) return [`${place} is no property of ${schema.id ?? 'it'}`];
    // The offset may be left out where the zone is named.
    const isLocal =
      schema.id === 'EventDateTime' && name === 'dateTime' && typeof body['timeZone'] === 'string';
    if (isLocal && typeof value === 'string' && LOCAL_TIME.test(value)) return [];
    return checkValue(document, property, value, place);
  });
}

/** What is wrong with a value of a body. Null stands for 'remove' wherever it may, which is in a request. */
function checkValue(document: ApiDocument, schema: Schema, value: unknown, where: string): readonly string[] {
  if (schema.$ref !== undefined) {
    const named = document.schemas[schema.$ref];
    if (!named) throw new Error(`The description names ${schema.$ref} and does not define it.`);
    return checkValue(document, named, value, where);
  }
  switch (schema.type) {
    case 'object':
      return isBody(value) ? checkObject(document, schema, value, where) : [`${where} is no object`];
    case 'array':
      if (!Array.isArray(value)) return [`${where} is no array`];
      return value.flatMap((element: unknown, index) =>
        schema.items ? checkValue(document, schema.items, element, `${where}[${index}]`) : [],
      );
    case 'string':
      return typeof value === 'string' ? checkString(schema, value, where) : [`${where} is no string`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${where} is no boolean`];
    case 'integer':
      return Number.isInteger(value) ? [] : [`${where} is no whole number`];
    case 'number':
      return typeof value === 'number' ? [] : [`${where} is no number`];
    case undefined:
    default:
      return [];
  }
}

function checkParameter(schema: Schema, value: string, name: string): readonly string[] {
  if (schema.type === 'boolean') {
    return value === 'true' || value === 'false' ? [] : [`${name} is '${value}', not true or false`];
  }
  if (schema.type === 'integer') {
    const { minimum = '-Infinity', maximum = 'Infinity' } = schema;
    if (!/^-?\d+$/.test(value)) return [`${name} is '${value}', no whole number`];
    const isInside = Number(value) >= Number(minimum) && Number(value) <= Number(maximum);
    return isInside ? [] : [`${name} is ${value}, not between ${minimum} and ${maximum}`];
  }
  return checkString(schema, value, name);
}

/** What is wrong with the path's and the query's parameters. */
export function checkParameters(
  method: ApiMethod,
  path: Readonly<Record<string, string>>,
  query: URLSearchParams,
): readonly string[] {
  const problems: string[] = [];
  for (const [name, schema] of Object.entries(method.parameters)) {
    const given = schema.location === 'path' ? path[name] : query.get(name);
    if (schema.required === true && (given ?? '') === '') problems.push(`${name} is required`);
    if (schema.location === 'path' && given) problems.push(...checkParameter(schema, given, name));
  }
  for (const name of new Set(query.keys())) {
    const own = method.parameters[name];
    const schema = own?.location === 'query' ? own : method.document.parameters[name];
    const values = query.getAll(name);
    if (!schema) problems.push(`${name} is no parameter`);
    else {
      if (values.length > 1 && schema.repeated !== true)
        problems.push(`${name} is given ${values.length} times`);
      problems.push(...values.flatMap((value) => checkParameter(schema, value, name)));
    }
  }
  return problems.map((problem) => `${method.id}: ${problem}`);
}

const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isBody(value)) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutNulls(part)]));
};

/** What is wrong with the body of a request; `body` undefined: there is none. */
export function checkRequestBody(method: ApiMethod, body: unknown): readonly string[] {
  if (!method.request) return body === undefined ? [] : [`${method.id}: a body where there may be none`];
  if (!isBody(body)) return [`${method.id}: no object in the body`];
  const schema = method.document.schemas[method.request.$ref];
  const isPatch = method.httpMethod === 'PATCH';
  const missing = Object.entries(schema?.properties ?? {}).filter(
    ([name, property]) => property.annotations?.required.includes(method.id) && body[name] === undefined,
  );
  return [
    ...missing.map(([name]) => `${method.id}: ${name} is required in the body`),
    ...checkValue(method.document, method.request, isPatch ? withoutNulls(body) : body, 'body').map(
      (problem) => `${method.id}: ${problem}`,
    ),
  ];
}

/** What is wrong with an answer of our own. */
export function checkAnswerBody(method: ApiMethod, body: unknown): readonly string[] {
  if (!method.response) return body === undefined ? [] : [`our answer to ${method.id}: a body`];
  return checkValue(method.document, method.response, body, 'body').map(
    (problem) => `our answer to ${method.id}: ${problem}`,
  );
}
