import type { AppStatus } from '#contract/status.ts';

type Theme = AppStatus['theme'];
const storageKey = 'golden-hour.theme';

function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

export function rememberTheme(theme: Theme): void {
  window.localStorage.setItem(storageKey, theme);
  applyTheme(theme);
}

/** Before the host has answered, so that the dark theme does not start with a white flash. */
export function applyRememberedTheme(): void {
  const theme = window.localStorage.getItem(storageKey);
  if (theme === 'light' || theme === 'dark') applyTheme(theme);
}
