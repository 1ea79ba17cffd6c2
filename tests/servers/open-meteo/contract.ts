import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const contracts = new URL('../../../../shared/contracts/open-meteo/', import.meta.url);

const schemaOfValue = z.object({
  type: z.string(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  items: z.object({ enum: z.array(z.string()).optional() }).optional(),
});

const parameterSchema = z.object({
  name: z.string(),
  in: z.literal('query'),
  required: z.boolean().default(false),
  schema: schemaOfValue,
});

const documentSchema = z.object({
  paths: z.record(z.string(), z.object({ get: z.object({ parameters: z.array(parameterSchema) }) })),
});

type Parameter = z.infer<typeof parameterSchema>;

function checkValue({ name, schema }: Parameter, value: string): string | null {
  if (schema.type === 'array') {
    const unknown = value
      .split(',')
      .filter((part) => schema.items?.enum && !schema.items.enum.includes(part));
    return unknown.length > 0 ? `${name} does not know ${unknown.join(', ')}` : null;
  }
  if (schema.type === 'string') {
    return schema.enum && !schema.enum.includes(value) ? `${name} is one of ${schema.enum.join(', ')}` : null;
  }
  const number = Number(value);
  if (value === '' || Number.isNaN(number)) return `${name} is a number, not '${value}'`;
  if (schema.type === 'integer' && !Number.isInteger(number)) return `${name} is an integer, not '${value}'`;
  if (number < (schema.minimum ?? -Infinity) || number > (schema.maximum ?? Infinity)) {
    return `${name} is between ${schema.minimum} and ${schema.maximum}, not ${value}`;
  }
  return null;
}

/** What is wrong with a question, in the order of its parameters; null where the description is not there to ask. */
export function checkQuestion(file: 'forecast.yml' | 'ensemble.yml', url: URL): readonly string[] | null {
  const path = new URL(file, contracts);
  if (!existsSync(path)) return null;
  const { paths } = documentSchema.parse(parse(readFileSync(path, 'utf8')));
  const parameters = paths[url.pathname]?.get.parameters;
  if (!parameters) return [`${file} does not describe ${url.pathname}`];
  const problems = parameters
    .filter(({ name, required }) => required && !url.searchParams.has(name))
    .map(({ name }) => `${name} is required`);
  for (const [name, value] of url.searchParams) {
    const parameter = parameters.find((candidate) => candidate.name === name);
    const problem = parameter ? checkValue(parameter, value) : `${name} is no parameter`;
    if (problem !== null) problems.push(problem);
  }
  return problems;
}
