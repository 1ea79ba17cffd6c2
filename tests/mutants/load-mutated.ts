// Loaded before a program and each of its threads: what Node itself loads is mutated too.
import { registerHooks } from 'node:module';
import { mutate, readMutant } from './mutant.ts';

const mutant = readMutant(process.env);

if (mutant !== null) {
  const mutated = new URL(`../../${mutant.file}`, import.meta.url).href;
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (url !== mutated || loaded.source === undefined || loaded.source === null) return loaded;
      const { source } = loaded;
      const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
      return { ...loaded, source: mutate(mutant, text) };
    },
  });
}
