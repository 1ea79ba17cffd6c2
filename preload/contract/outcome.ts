/** Why something that may be expected to fail did fail. `bug` is the only one that nobody expected. */
export type FailureCode =
  | 'invalid-input'
  | 'not-found'
  | 'conflict'
  | 'offline'
  | 'unreadable'
  | 'refused'
  | 'unauthorized'
  | 'busy'
  | 'bug';

/** Expected failure is a value: a code for the program, a sentence for the person, in English and Dutch by `key`. */
export interface Failure {
  readonly ok: false;
  readonly code: FailureCode;
  /** English sentence that names the value and the remedy. */
  readonly message: string;
  /** Set where a bug was logged under this id. */
  readonly logId?: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | Failure;

export const succeed = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const fail = (code: FailureCode, message: string): Failure => ({ ok: false, code, message });
