import { describe, expect, it } from 'vitest';
import { createShortcut } from '#main/electron/shortcut.ts';

function createKeys(taken: readonly string[] = []) {
  const held = new Map<string, () => void>();
  return {
    held,
    register(accelerator: string, pressed: () => void) {
      if (accelerator === 'Nonsense') throw new TypeError('Error processing argument at index 0');
      if (!taken.includes(accelerator)) held.set(accelerator, pressed);
      return held.has(accelerator);
    },
    unregister: (accelerator: string) => void held.delete(accelerator),
    isRegistered: (accelerator: string) => held.has(accelerator),
  };
}

describe('the shortcut', () => {
  it('is none until it is set, works, changes and goes', () => {
    const keys = createKeys();
    let presses = 0;
    const shortcut = createShortcut(keys, () => {
      presses += 1;
    });
    expect(shortcut.apply(null)).toBe('none');
    expect(shortcut.apply('CommandOrControl+Alt+G')).toBe('works');
    keys.held.get('CommandOrControl+Alt+G')?.();
    expect(presses).toBe(1);
    expect(shortcut.apply('CommandOrControl+Alt+H')).toBe('works');
    expect([...keys.held.keys()]).toEqual(['CommandOrControl+Alt+H']);
    shortcut.dispose();
    expect(keys.held.size).toBe(0);
  });

  it('says where the keys belong to somebody else, or are none', () => {
    const shortcut = createShortcut(createKeys(['Alt+G']), () => {});
    expect(shortcut.apply('Alt+G')).toBe('refused');
    expect(shortcut.apply('Nonsense')).toBe('refused');
    expect(shortcut.apply('Alt+H')).toBe('works');
  });
});
