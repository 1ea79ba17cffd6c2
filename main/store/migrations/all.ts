import type { Migration } from '../migrate.ts';
import { first } from './0001-first.ts';

/** Ascending by version, without a hole. A migration that has shipped never changes. */
export const MIGRATIONS: readonly Migration[] = [first];
