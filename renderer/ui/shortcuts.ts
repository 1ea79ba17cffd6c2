import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

const storageKey = 'golden-hour.single-keys';
const listeners = new Set<() => void>();

/** Single-key shortcuts can be switched off in the keyboard help (WCAG 2.1.4). */
function areSingleKeysOn(): boolean {
  return window.localStorage.getItem(storageKey) !== 'off';
}

export function useSingleKeys(): readonly [isOn: boolean, setOn: (isOn: boolean) => void] {
  const isOn = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, areSingleKeysOn);
  const setOn = (wanted: boolean): void => {
    window.localStorage.setItem(storageKey, wanted ? 'on' : 'off');
    for (const listener of listeners) listener();
  };
  return [isOn, setOn];
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]') !==
      null
  );
}

/** Calls `onKey` for keys pressed outside text fields and dialogs, without modifiers other than Shift. */
export function useShortcuts(onKey: (key: string, event: KeyboardEvent) => void): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector('dialog[open]') !== null) return;
    if (event.key.length === 1 && !areSingleKeysOn()) return;
    onKey(event.key, event);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => handle(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
