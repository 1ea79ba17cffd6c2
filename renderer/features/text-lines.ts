/** The lines of a text field, without blank ones and the space around them. */
export function readLines(text: string): readonly string[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Enough to catch a slip of the fingers; the mail server knows better. */
export function isEmail(text: string): boolean {
  return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(text);
}

/** @returns the first entry that is no address, or null */
export function findBadEmail(addresses: readonly string[]): string | null {
  return addresses.find((address) => !isEmail(address)) ?? null;
}
