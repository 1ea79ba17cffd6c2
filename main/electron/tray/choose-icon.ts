import type { TrayIconName } from './tray-icons.ts';

/**
 * macOS colours a template image itself. Elsewhere the icon is made for a light or a dark bar; Linux does not tell the
 * colour of its panel, which is dark on most desktops, and the icon for it can be seen on a light one too.
 */
export function chooseIcon(platform: NodeJS.Platform, isDark: boolean, hasDot: boolean): TrayIconName {
  const bar = platform === 'darwin' ? 'template' : platform === 'linux' || isDark ? 'dark' : 'light';
  return hasDot ? `${bar}-dot` : bar;
}
