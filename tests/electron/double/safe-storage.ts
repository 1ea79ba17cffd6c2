import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import type { SafeStorage } from 'electron';
import { refuseMissing } from './missing.ts';
import { getPhase } from './runtime.ts';

type Backend = ReturnType<SafeStorage['getSelectedStorageBackend']>;

/** A keyring, no keyring, or one whose key has changed since. */
export type Keyring = 'open' | 'absent' | 'another';

let keyring: Keyring = process.env['ELECTRON_DOUBLE_KEYRING'] === 'absent' ? 'absent' : 'open';

export function setKeyring(next: Keyring): void {
  keyring = next;
}

// Chromium writes v11 with a key of the keyring and v10 with the one that is in its source.
const PREFIX = { open: 'v11', another: 'v11', absent: 'v10' } as const;
const readKey = (of: Keyring): Buffer => scryptSync('electron-double', of, 32);

/** electron.d.ts, SafeStorage.encryptStringAsync. Without a keyring it works all the same: that is its trap. */
function encryptStringAsync(plainText: string): Promise<Buffer> {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', readKey(keyring), iv);
  const content = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
  return Promise.resolve(Buffer.concat([Buffer.from(PREFIX[keyring]), iv, cipher.getAuthTag(), content]));
}

function decryptStringAsync(encrypted: Buffer) {
  try {
    if (encrypted.subarray(0, 3).toString() !== PREFIX[keyring]) throw new Error('another key');
    const decipher = createDecipheriv('aes-256-gcm', readKey(keyring), encrypted.subarray(3, 15));
    decipher.setAuthTag(encrypted.subarray(15, 31));
    const content = Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]);
    return Promise.resolve({ shouldReEncrypt: false, result: content.toString('utf8') });
  } catch (error) {
    const message = 'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.';
    return Promise.reject(new Error(message, { cause: error }));
  }
}

export const safeStorage = refuseMissing('safeStorage', {
  /** True without a keyring too, as the last key provider on Linux is hard-coded. */
  isAsyncEncryptionAvailable: () => Promise.resolve(getPhase() === 'ready'),
  getSelectedStorageBackend(): Backend {
    if (getPhase() !== 'ready') return 'unknown';
    return keyring === 'absent' ? 'basic_text' : 'gnome_libsecret';
  },
  encryptStringAsync,
  decryptStringAsync,
} satisfies Partial<SafeStorage>);
