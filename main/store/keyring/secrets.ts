import { AsyncEntry } from '@napi-rs/keyring';
import { createMemorySecrets, type SecretStore } from '../secrets.ts';

const SERVICE = 'Golden Hour';
const PROBE_KEY = 'probe';
const PROBE_TIMEOUT_MS = 5_000;

// The kernel's keyring, the library's way out on Linux, is gone after a restart: it would promise what it cannot keep.
const OPTIONS = { linux: { store: 'secret-service' } } as const;

/** The operating system's keyring where a round trip works, memory where it does not (`persistent` tells which). */
export async function openSecrets(): Promise<SecretStore> {
  return (await worksHere()) ? createKeyringSecrets() : createMemorySecrets();
}

const entryOf = (key: string): AsyncEntry => new AsyncEntry(SERVICE, key, OPTIONS);

async function worksHere(): Promise<boolean> {
  // A locked keyring may wait for somebody to type; nobody is asked before there is something to keep.
  const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  try {
    const entry = entryOf(PROBE_KEY);
    await entry.setPassword(PROBE_KEY, signal);
    const isKept = (await entry.getPassword(signal)) === PROBE_KEY;
    await entry.deletePassword(signal);
    return isKept;
  } catch {
    // No keyring, a locked one, or one that may not be used: all mean 'not here', which `persistent` says.
    return false;
  }
}

function createKeyringSecrets(): SecretStore {
  return {
    persistent: true,
    get: async (key) => (await entryOf(key).getPassword()) ?? null,
    set: (key, value) => entryOf(key).setPassword(value),
    remove: async (key) => {
      await entryOf(key).deletePassword();
    },
  };
}
