import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SafeStorage } from 'electron';
import type { SecretStore } from '#main/store/secrets.ts';

export interface SecretsParts {
  readonly safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >;
  readonly platform: NodeJS.Platform;
  /** Holds ciphertexts only. */
  readonly path: string;
  /** All or nothing, 0600. */
  readonly replaceFile: (path: string, text: string) => void;
  /** Where nothing can be kept safely. */
  readonly createFallback: () => SecretStore;
  /** Milliseconds between tries while the system's keys are temporarily unavailable. */
  readonly retryAfterMs?: readonly number[];
  /** How long the start waits for the keyring; absent: 3 s. */
  readonly probeWithinMs?: number;
}

/** Ciphertexts in base 64, by the name of the secret. */
type Ciphertexts = Readonly<Record<string, string>>;

const RETRY_AFTER_MS = [500, 2_000, 8_000];
const PROBE_WITHIN_MS = 3_000;
const PROBE = 'golden-hour';
/** Chromium's mark for a key that is the same on every Linux machine: readable by anybody who has the file. */
const HARD_CODED = 'v10';

/** Call after 'ready'. Secrets under the system's own key where there is one; else in memory (`persistent` says which). */
export async function openSecrets(parts: SecretsParts): Promise<SecretStore> {
  return (await isSafeHere(parts)) ? createSafeSecrets(parts) : parts.createFallback();
}

/** A locked keyring may wait for somebody to type a password: the app starts without it. */
const isSafeHere = (parts: SecretsParts): Promise<boolean> =>
  Promise.race([probe(parts), wait(parts.probeWithinMs ?? PROBE_WITHIN_MS, false, { ref: false })]);

async function probe({ safeStorage, platform }: SecretsParts): Promise<boolean> {
  try {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    if (platform === 'linux') {
      // 'Available' is also said where the only key is the hard-coded one, so the backend and a ciphertext are asked.
      const backend = safeStorage.getSelectedStorageBackend();
      if (backend === 'basic_text' || backend === 'unknown') return false;
    }
    const ciphertext = await safeStorage.encryptStringAsync(PROBE);
    const mark = ciphertext.toString('latin1', 0, HARD_CODED.length);
    if (platform === 'linux' && mark === HARD_CODED) return false;
    return (await safeStorage.decryptStringAsync(ciphertext)).result === PROBE;
  } catch {
    // A locked or broken keyring: 'not here', which `persistent` says.
    return false;
  }
}

function createSafeSecrets(parts: SecretsParts): SecretStore {
  const { safeStorage, path } = parts;
  // One change after the other: each reads the file, changes one name and writes it.
  let changing: Promise<void> = Promise.resolve();

  function change(apply: (all: Ciphertexts) => Ciphertexts): Promise<void> {
    const done = changing.then(() => write(parts, apply(read(path) ?? keepUnreadable(path))));
    // The next change has its own try; who asked for this one hears of it.
    changing = done.catch(() => {});
    return done;
  }

  async function encrypt(value: string): Promise<string> {
    return (await safeStorage.encryptStringAsync(value)).toString('base64');
  }

  async function renew(key: string, old: string, value: string): Promise<void> {
    const fresh = await encrypt(value);
    // Something newer may have been stored in the meantime.
    await change((all) => (all[key] === old ? { ...all, [key]: fresh } : all));
  }

  return {
    persistent: true,
    async get(key) {
      const ciphertext = read(path)?.[key];
      if (ciphertext === undefined) return null;
      const decrypted = await decrypt(parts, Buffer.from(ciphertext, 'base64'));
      if (decrypted === null) return null;
      // The key was changed or a better one is there; the old one still works, so failing here costs nothing.
      if (decrypted.shouldReEncrypt) await renew(key, ciphertext, decrypted.result).catch(() => {});
      return decrypted.result;
    },
    async set(key, value) {
      const ciphertext = await encrypt(value);
      await change((all) => ({ ...all, [key]: ciphertext }));
    },
    remove: (key) =>
      change((all) => Object.fromEntries(Object.entries(all).filter(([name]) => name !== key))),
  };
}

/**
 * Null: it cannot be read now, and the screens ask to connect again. The ciphertext stays where it is: a keyring that
 * comes back (another desktop, an unlocked session) makes it readable again.
 */
async function decrypt({ safeStorage, retryAfterMs = RETRY_AFTER_MS }: SecretsParts, ciphertext: Buffer) {
  for (const waitMs of [...retryAfterMs, null]) {
    try {
      return await safeStorage.decryptStringAsync(ciphertext);
    } catch (error) {
      // Any other reason is for good: another machine's file, or keys that are gone.
      if (waitMs === null || !isTemporary(error)) return null;
      await wait(waitMs);
    }
  }
  return null;
}

const isTemporary = (error: unknown): boolean =>
  error instanceof Error && /temporarily unavailable/i.test(error.message);

/** Null: there is something, and it is not ours. */
function read(path: string): Ciphertexts | null {
  if (!existsSync(path)) return {};
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof content !== 'object' || content === null || Array.isArray(content)) return null;
    return Object.fromEntries(
      Object.entries(content).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function keepUnreadable(path: string): Ciphertexts {
  copyFileSync(path, `${path}.unreadable`);
  return {};
}

function write({ path, replaceFile }: SecretsParts, all: Ciphertexts): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  replaceFile(path, JSON.stringify(all, undefined, 2));
}
