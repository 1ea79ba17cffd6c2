/** Passwords, keys and tokens, by name. Never logged, never exported. */
export interface SecretStore {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** False: kept in memory, gone with the process, and the settings say so. */
  readonly persistent: boolean;
}

export function createMemorySecrets(): SecretStore {
  const values = new Map<string, string>();
  return {
    persistent: false,
    get: async (key) => values.get(key) ?? null,
    set: async (key, value) => {
      values.set(key, value);
    },
    remove: async (key) => {
      values.delete(key);
    },
  };
}
