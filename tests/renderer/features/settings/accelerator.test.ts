import { expect, it } from 'vitest';
import { readKeys } from '#renderer/features/settings/accelerator.ts';

const none = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

it.each([
  [{ ...none, ctrlKey: true, altKey: true, code: 'KeyG' }, 'Control+Alt+G'],
  [{ ...none, metaKey: true, shiftKey: true, code: 'Digit7' }, 'Shift+Meta+7'],
  [{ ...none, altKey: true, code: 'ArrowUp' }, 'Alt+Up'],
  [{ ...none, ctrlKey: true, code: 'F13' }, 'Control+F13'],
  [{ ...none, ctrlKey: true, code: 'Space' }, 'Control+Space'],
  // What people write with stays theirs.
  [{ ...none, code: 'KeyG' }, 'weak'],
  [{ ...none, shiftKey: true, code: 'KeyG' }, 'weak'],
  [{ ...none, code: 'F5' }, 'weak'],
  [{ ...none, ctrlKey: true, code: 'ControlLeft' }, 'incomplete'],
  [{ ...none, ctrlKey: true, code: 'F25' }, 'incomplete'],
  [{ ...none, code: 'IntlBackslash' }, 'incomplete'],
])('%j is %s', (keys, expected) => {
  const pressed = readKeys(keys);
  expect(pressed.kind === 'shortcut' ? pressed.accelerator : pressed.kind).toBe(expected);
});
