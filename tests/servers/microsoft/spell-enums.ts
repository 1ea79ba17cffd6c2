import { findProperty, findSchema, flatten, isBody } from './check-contract.ts';
import type { Operation, Schema } from './contract.ts';

function spell(schema: Schema, value: unknown): unknown {
  if (schema.$ref !== undefined) return spell(findSchema(schema.$ref), value);
  const [only] = schema.anyOf ?? [];
  if (only) return spell(only, value);
  if (typeof value === 'string') {
    return schema.enum?.find((name) => name.toLowerCase() === value.toLowerCase()) ?? value;
  }
  if (Array.isArray(value)) {
    const things: readonly unknown[] = value;
    return things.map((one) => spell(schema.items ?? {}, one));
  }
  if (!isBody(value)) return value;
  const flat = flatten(schema);
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const property = findProperty(flat, name, 'request');
      return [name, property === null || property === 'any' ? part : spell(property, part)];
    }),
  );
}

/** Graph takes HTML and Monday for html and monday; what is kept and answered is spelt as described. */
export const spellEnums = ({ body: schema }: Operation, body: unknown): unknown =>
  schema ? spell(schema, body) : body;
