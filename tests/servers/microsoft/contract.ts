import { existsSync, readFileSync } from 'node:fs';
import { PLAIN_OPERATIONS } from './plain-operations.ts';
import { SUPPLEMENTS } from './supplements.ts';

const FILE = new URL('../../../../shared/contracts/microsoft-graph-calendar.openapi.json', import.meta.url);

/** A type of OpenAPI 3.0, as far as the description of Graph uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly title?: string;
  readonly enum?: readonly string[];
  readonly nullable?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
}

export interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface OperationShape {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content & { readonly $ref?: string }>>;
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, Content>>;
  };
}

/** One method of one path. */
export interface Operation {
  /** The verb and the path as described: `GET /me/events/{event-id}`. */
  readonly id: string;
  readonly method: string;
  readonly template: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
  /** By the status of the answer: the type, or null where it has no body. */
  readonly answers: ReadonlyMap<string, Schema | null>;
}

export interface Contract {
  readonly operations: readonly Operation[];
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Is the description there? Without it nothing is checked. */
  readonly isWhole: boolean;
}

/** Why the server cannot run here; null: it can. */
export function whyNoMicrosoft(): string | null {
  return existsSync(FILE) ? null : 'the description of Microsoft Graph is not beside the repository';
}

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

const schemaOf = ({ content }: Content): Schema | null => content?.['application/json']?.schema ?? null;

function readOperation(document: OpenApi, method: string, path: string, shape: OperationShape): Operation {
  const { components } = document;
  const answers = Object.entries(shape.responses).map(([status, answer]) => {
    const found = answer.$ref === undefined ? answer : components.responses[nameOf(answer.$ref)];
    return [status, found ? schemaOf(found) : null] as const;
  });
  return {
    id: `${method} ${path}`,
    method,
    template: path.slice(1).split('/'),
    parameters: (shape.parameters ?? []).map((parameter) =>
      parameter.$ref === undefined ? parameter : (components.parameters[nameOf(parameter.$ref)] ?? parameter),
    ),
    body: shape.requestBody ? schemaOf(shape.requestBody) : null,
    answers: new Map(answers),
  };
}

function readOperations(document: OpenApi): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    ['get', 'post', 'patch', 'put', 'delete'].flatMap((method) => {
      const shape = methods[method];
      // An operation of the description, whose parts are looked at one by one above.
      return shape === undefined
        ? []
        : [readOperation(document, method.toUpperCase(), path, shape as OperationShape)];
    }),
  );
}

/** Enough to find an operation by its address. */
function readPlainOperation(id: string): Operation {
  const [method = '', path = ''] = id.split(' ');
  const template = path.slice(1).split('/');
  return { id, method, template, parameters: [], body: null, answers: new Map() };
}

const NOTHING: OpenApi = { paths: {}, components: { schemas: {}, parameters: {}, responses: {} } };

function readContract(): Contract {
  const isWhole = existsSync(FILE);
  // The description itself; the tests of the contract walk all of it.
  const document = isWhole ? (JSON.parse(readFileSync(FILE, 'utf8')) as OpenApi) : NOTHING;
  const known = isWhole ? readOperations(document) : PLAIN_OPERATIONS.map(readPlainOperation);
  const added = readOperations(SUPPLEMENTS).filter(({ id }) => !known.some((one) => one.id === id));
  const changed = known.map((operation): Operation => {
    const extra = SUPPLEMENTS.parameters.filter(({ ids }) => ids.includes(operation.id));
    return { ...operation, parameters: [...operation.parameters, ...extra.map((one) => one.parameter)] };
  });
  return {
    operations: [...changed, ...added],
    schemas: { ...document.components.schemas, ...SUPPLEMENTS.components.schemas },
    isWhole,
  };
}

let contract: Contract | null = null;

/** Throws where the description is missing, unless nothing shall be checked. */
export function loadContract(isUnchecked = true): Contract {
  const reason = whyNoMicrosoft();
  if (reason !== null && !isUnchecked) throw new Error(`The stand-in for Microsoft cannot start: ${reason}.`);
  contract ??= readContract();
  return contract;
}

export interface Match {
  readonly operation: Operation;
  /** The keys of the path, by their names in the description. */
  readonly keys: Readonly<Record<string, string>>;
}

/** Keys may be written as segments or in brackets; functions with or without theirs, or with their namespace. */
function readSegments(path: string): readonly string[] | null {
  const spelt = path
    .replace(/\('([^']*)'\)/g, (_all, key: string) => `/${key}`)
    .replace(/\/(?:microsoft\.graph\.)?(delta|supportedTimeZones)(?:\(\))?$/, '/$1()')
    .replace(/\/microsoft\.graph\.(\w+)$/, '/$1');
  try {
    return spelt.slice(1).split('/').map(decodeURIComponent);
  } catch {
    // A lone %: no address of the description.
    return null;
  }
}

/** The operation of an address below /v1.0; null: there is none. */
export function findOperation(method: string, path: string): Match | null {
  const segments = readSegments(path);
  if (!segments) return null;
  const matches = loadContract().operations.flatMap((operation): readonly Match[] => {
    const { template } = operation;
    if (operation.method !== method || template.length !== segments.length) return [];
    const keys: Record<string, string> = {};
    for (const [index, part] of template.entries()) {
      const segment = segments[index] ?? '';
      if (/^\{.*\}$/.test(part)) {
        if (segment === '' || segment.endsWith('()')) return [];
        keys[part.slice(1, -1)] = segment;
      } else if (part !== segment) return [];
    }
    return [{ operation, keys }];
  });
  // /me/contacts/delta() is a function rather than a contact: fewest keys first.
  return (
    matches.toSorted((one, other) => Object.keys(one.keys).length - Object.keys(other.keys).length)[0] ?? null
  );
}
