import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecrets, type SecretsParts } from '#main/electron/secrets.ts';
import { replaceFile } from '#main/store/conf/replace-file.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-hour-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'secrets.json');

/** A keyring whose key can change, go and come back. XOR stands in for encryption: the text must not show in the file. */
function createKeyring(prefix = 'v11') {
  const keyring = {
    key: 7,
    failures: [] as Error[],
    isAvailable: true,
    backend: 'gnome_libsecret' as ReturnType<SecretsParts['safeStorage']['getSelectedStorageBackend']>,
    shouldReEncrypt: false,
  };
  const safeStorage: SecretsParts['safeStorage'] = {
    isAsyncEncryptionAvailable: async () => keyring.isAvailable,
    getSelectedStorageBackend: () => keyring.backend,
    encryptStringAsync: async (text) =>
      Buffer.concat([
        Buffer.from(prefix),
        Buffer.of(keyring.key),
        Buffer.from(Buffer.from(text).map((byte) => byte ^ keyring.key)),
      ]),
    async decryptStringAsync(bytes) {
      const failure = keyring.failures.shift();
      if (failure !== undefined) throw failure;
      const key = bytes[prefix.length] ?? 0;
      if (key !== keyring.key && !keyring.shouldReEncrypt) throw new Error('Error while decrypting.');
      const result = Buffer.from(bytes.subarray(prefix.length + 1).map((byte) => byte ^ key)).toString();
      return { result, shouldReEncrypt: keyring.shouldReEncrypt };
    },
  };
  return { keyring, safeStorage };
}

const open = (safeStorage: SecretsParts['safeStorage'], platform: NodeJS.Platform = 'linux') =>
  openSecrets({
    safeStorage,
    platform,
    path: path(),
    replaceFile,
    createFallback: createMemorySecrets,
    retryAfterMs: [1, 1],
    probeWithinMs: 200,
  });

describe('secrets under the key of the system', () => {
  it('are kept as ciphertexts alone, for their owner, over a restart', async () => {
    const { safeStorage } = createKeyring();
    const secrets = await open(safeStorage);
    expect(secrets.persistent).toBe(true);
    await Promise.all([secrets.set('smtp-password', 'hunter2'), secrets.set('other', 'geheim')]);
    expect(readFileSync(path(), 'utf8')).not.toMatch(/hunter2|geheim/);
    expect((statSync(path()).mode & 0o777).toString(8)).toBe('600');
    const again = await open(safeStorage);
    expect(await again.get('smtp-password')).toBe('hunter2');
    expect(await again.get('nothing')).toBeNull();
    await again.remove('smtp-password');
    expect(await again.get('smtp-password')).toBeNull();
    expect(await again.get('other')).toBe('geheim');
  });

  it('that cannot be decrypted are asked for again, and come back with their key', async () => {
    const { keyring, safeStorage } = createKeyring();
    const secrets = await open(safeStorage);
    await secrets.set('smtp-password', 'hunter2');
    const before = readFileSync(path(), 'utf8');
    keyring.key = 9;
    expect(await secrets.get('smtp-password')).toBeNull();
    expect(readFileSync(path(), 'utf8')).toBe(before);
    keyring.key = 7;
    expect(await secrets.get('smtp-password')).toBe('hunter2');
  });

  it('that are temporarily unavailable are tried again', async () => {
    const { keyring, safeStorage } = createKeyring();
    const secrets = await open(safeStorage);
    await secrets.set('smtp-password', 'hunter2');
    const later = new Error('safeStorage is temporarily unavailable. Please try again.');
    keyring.failures = [later, later];
    expect(await secrets.get('smtp-password')).toBe('hunter2');
    keyring.failures = [later, later, later];
    expect(await secrets.get('smtp-password')).toBeNull();
    expect(await secrets.get('smtp-password')).toBe('hunter2');
  });

  it('are encrypted anew when the system has a better key', async () => {
    const { keyring, safeStorage } = createKeyring();
    const secrets = await open(safeStorage);
    await secrets.set('smtp-password', 'hunter2');
    const before = readFileSync(path(), 'utf8');
    Object.assign(keyring, { key: 9, shouldReEncrypt: true });
    expect(await secrets.get('smtp-password')).toBe('hunter2');
    expect(readFileSync(path(), 'utf8')).not.toBe(before);
    keyring.shouldReEncrypt = false;
    expect(await secrets.get('smtp-password')).toBe('hunter2');
  });

  it('in a file that is none any more are lost to nobody: a copy is kept', async () => {
    writeFileSync(path(), 'half a fi');
    const secrets = await open(createKeyring().safeStorage);
    expect(await secrets.get('smtp-password')).toBeNull();
    await secrets.set('smtp-password', 'hunter2');
    expect(await secrets.get('smtp-password')).toBe('hunter2');
    expect(readFileSync(`${path()}.unreadable`, 'utf8')).toBe('half a fi');
  });
});

describe('where nothing is safe, secrets live in memory', () => {
  const whereKept = async (safeStorage: SecretsParts['safeStorage'], platform?: NodeJS.Platform) => {
    const secrets = await open(safeStorage, platform);
    await secrets.set('smtp-password', 'hunter2');
    const value = await secrets.get('smtp-password');
    return { persistent: secrets.persistent, value, hasFile: existsSync(path()) };
  };
  const inMemory = { persistent: false, value: 'hunter2', hasFile: false };

  it.each(['basic_text', 'unknown'] as const)('on Linux with the backend %s', async (backend) => {
    const { keyring, safeStorage } = createKeyring();
    keyring.backend = backend;
    expect(await whereKept(safeStorage)).toEqual(inMemory);
  });

  it('on Linux with the key that is in every copy of Chromium, whatever the backend is called', async () => {
    expect(await whereKept(createKeyring('v10').safeStorage)).toEqual(inMemory);
    // Elsewhere the same mark stands for the system's key.
    expect((await open(createKeyring('v10').safeStorage, 'win32')).persistent).toBe(true);
  });

  it('without encryption, with one that waits for a password, and with one that fails', async () => {
    const { keyring, safeStorage } = createKeyring();
    keyring.isAvailable = false;
    expect(await whereKept(safeStorage, 'darwin')).toEqual(inMemory);
    const locked = { ...safeStorage, isAsyncEncryptionAvailable: () => new Promise<boolean>(() => {}) };
    expect(await whereKept(locked)).toEqual(inMemory);
    const broken = { ...safeStorage, isAsyncEncryptionAvailable: () => Promise.reject(new Error('locked')) };
    expect(await whereKept(broken)).toEqual(inMemory);
  });
});
