/** The part of a key event that says which keys are down. */
export interface KeysDown {
  /** The key by its place: 'KeyG' stays so on every layout. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

const NAMED: Readonly<Record<string, string>> = {
  Space: 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Insert: 'Insert',
};

/** 'G', '7', 'F5', 'Up'; null: a key that goes with no shortcut, or one that only goes with others. */
function keyOf(code: string): string | null {
  const plain = /^(?:Key([A-Z])|Digit(\d)|(F(?:[1-9]|1\d|2[0-4])))$/.exec(code);
  return plain?.[1] ?? plain?.[2] ?? plain?.[3] ?? NAMED[code] ?? null;
}

/** incomplete: keep pressing; weak: such keys are for writing. */
export type Pressed =
  | { readonly kind: 'incomplete' | 'weak' }
  /** As Electron spells them: 'Control+Alt+G'. */
  | { readonly kind: 'shortcut'; readonly accelerator: string };

export function readKeys(keys: KeysDown): Pressed {
  const key = keyOf(keys.code);
  if (key === null) return { kind: 'incomplete' };
  const isStrong = keys.ctrlKey || keys.altKey || keys.metaKey;
  if (!isStrong) return { kind: 'weak' };
  const modifiers = [
    keys.ctrlKey ? 'Control' : '',
    keys.altKey ? 'Alt' : '',
    keys.shiftKey ? 'Shift' : '',
    keys.metaKey ? 'Meta' : '',
  ].filter((modifier) => modifier !== '');
  return { kind: 'shortcut', accelerator: [...modifiers, key].join('+') };
}
