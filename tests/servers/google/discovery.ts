import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { PERSON_PATTERN, PLAIN_METHODS } from './plain-methods.ts';

const CONTRACTS = new URL('../../../../shared/contracts/', import.meta.url);
const FILES = ['google-calendar-v3.discovery.json', 'google-people-v1.discovery.json'] as const;

const schemaShape = z.object({
  id: z.string().optional(),
  type: z.string().optional(),
  $ref: z.string().optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  enum: z.array(z.string()).optional(),
  description: z.string().optional(),
  readOnly: z.boolean().optional(),
  required: z.boolean().optional(),
  repeated: z.boolean().optional(),
  location: z.string().optional(),
  minimum: z.string().optional(),
  maximum: z.string().optional(),
  annotations: z.object({ required: z.array(z.string()) }).optional(),
  get items() {
    return schemaShape.optional();
  },
  get additionalProperties() {
    return schemaShape.optional();
  },
  get properties() {
    return z.record(z.string(), schemaShape).optional();
  },
});

/** A type of the discovery format: of a parameter or of a part of a body. */
export type Schema = z.infer<typeof schemaShape>;

const methodShape = z.object({
  id: z.string(),
  httpMethod: z.string(),
  path: z.string(),
  parameters: z.record(z.string(), schemaShape).default({}),
  request: z.object({ $ref: z.string() }).optional(),
  response: z.object({ $ref: z.string() }).optional(),
  scopes: z.array(z.string()).default([]),
});
type MethodShape = z.infer<typeof methodShape>;

const resourceShape = z.object({
  methods: z.record(z.string(), methodShape).default({}),
  get resources() {
    return z.record(z.string(), resourceShape).default({});
  },
});
type ResourceShape = z.infer<typeof resourceShape>;

const documentShape = z.object({
  servicePath: z.string(),
  parameters: z.record(z.string(), schemaShape),
  schemas: z.record(z.string(), schemaShape),
  resources: z.record(z.string(), resourceShape),
  auth: z.object({
    oauth2: z.object({ scopes: z.record(z.string(), z.object({ description: z.string() })) }),
  }),
});

export interface ApiMethod extends MethodShape {
  readonly pattern: RegExp;
  readonly document: ApiDocument;
}

export interface ApiDocument {
  readonly parameters: Readonly<Record<string, Schema>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

export interface Contract {
  /** False: Google's descriptions are not there, and nothing but addresses and scopes is known. */
  readonly isWhole: boolean;
  readonly methods: readonly ApiMethod[];
  /** Every scope of both descriptions, with what it is for. */
  readonly scopes: ReadonlyMap<string, string>;
}

/** Why the stand-in cannot run here; null where it can. A test skips with it. */
export function whyNoGoogle(): string | null {
  const missing = FILES.filter((file) => !existsSync(new URL(file, CONTRACTS)));
  return missing.length === 0
    ? null
    : `The official descriptions of Google's APIs are not beside this repository: ${missing.join(', ')}.`;
}

function listMethods(resources: Readonly<Record<string, ResourceShape>>): readonly MethodShape[] {
  return Object.values(resources).flatMap((resource) => [
    ...Object.values(resource.methods),
    ...listMethods(resource.resources),
  ]);
}

/** `{name}` is one segment, `{+name}` is what the parameter's own pattern says: paths of People differ in it only. */
function compilePath(servicePath: string, path: string, parameters: MethodShape['parameters']): RegExp {
  const source = path
    .split(/(\{\+?\w+\})/)
    .map((part) => {
      const name = /^\{(\+?)(\w+)\}$/.exec(part);
      if (!name) return part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      const [, plus, key = ''] = name;
      const own = parameters[key]?.pattern?.replace(/^\^|\$$/g, '') ?? '.+';
      return `(?<${key}>${plus === '+' ? own : '[^/]+'})`;
    })
    .join('');
  return new RegExp(`^/${servicePath}${source}$`);
}

let loaded: Contract | null = null;

function writePlainContract(): Contract {
  const document = { parameters: {}, schemas: {} };
  const methods = PLAIN_METHODS.map((method) => {
    const isPeople = method.id.startsWith('people.');
    const parameters = isPeople ? { resourceName: { pattern: PERSON_PATTERN } } : {};
    const pattern = compilePath(isPeople ? '' : 'calendar/v3/', method.path, parameters);
    return { ...method, scopes: [...method.scopes], parameters, pattern, document };
  });
  const scopes = methods.flatMap((method) => method.scopes.map((scope) => [scope, scope] as const));
  return { isWhole: false, methods, scopes: new Map(scopes) };
}

/**
 * Both descriptions, read once. Throws where they are missing, see `whyNoGoogle`, unless the caller can do without
 * their checks.
 */
export function loadContract(canDoWithout = false): Contract {
  if (loaded) return loaded;
  const reason = whyNoGoogle();
  if (reason !== null && !canDoWithout) throw new Error(reason);
  loaded = reason === null ? readContract() : writePlainContract();
  return loaded;
}

function readContract(): Contract {
  const methods: ApiMethod[] = [];
  const scopes = new Map<string, string>();
  for (const file of FILES) {
    const document = documentShape.parse(JSON.parse(readFileSync(new URL(file, CONTRACTS), 'utf8')));
    for (const method of listMethods(document.resources)) {
      methods.push({
        ...method,
        pattern: compilePath(document.servicePath, method.path, method.parameters),
        document,
      });
    }
    for (const [scope, { description }] of Object.entries(document.auth.oauth2.scopes)) {
      scopes.set(scope, description);
    }
  }
  return { isWhole: true, methods, scopes };
}

export interface MatchedMethod {
  readonly method: ApiMethod;
  /** The parameters of the path, unescaped. */
  readonly path: Readonly<Record<string, string>>;
}

/** Null: no method of either API has that address and verb. */
export function findMethod(verb: string, pathname: string): MatchedMethod | null {
  for (const method of loadContract().methods) {
    if (method.httpMethod !== verb) continue;
    const match = method.pattern.exec(pathname);
    if (!match) continue;
    try {
      const path = Object.entries(match.groups ?? {}).map(([name, value]) => [
        name,
        decodeURIComponent(value),
      ]);
      return { method, path: Object.fromEntries(path) as Record<string, string> }; // entries of strings, as built above
    } catch {
      // No UTF-8: nothing of ours is called so.
      return null;
    }
  }
  return null;
}
