import type { NativeTheme } from 'electron';
import { StrictEmitter } from './missing.ts';

type ColorScheme = 'light' | 'dark';
type Known = Pick<
  NativeTheme,
  | 'themeSource'
  | 'shouldUseDarkColors'
  | 'shouldUseDarkColorsForSystemIntegratedUI'
  | 'shouldUseHighContrastColors'
  | 'inForcedColorsMode'
>;

let system: ColorScheme = process.env['ELECTRON_DOUBLE_THEME'] === 'dark' ? 'dark' : 'light';
let source: NativeTheme['themeSource'] = 'system';
const followers = new Set<() => void>();

/** electron.d.ts, NativeTheme.themeSource: it overrides what the system says, in the pages as well. */
export const colorScheme = (): ColorScheme => (source === 'system' ? system : source);

export function onColorScheme(follow: () => void): () => void {
  followers.add(follow);
  return () => void followers.delete(follow);
}

class DoubleNativeTheme extends StrictEmitter implements Known {
  readonly shouldUseHighContrastColors = false;
  readonly inForcedColorsMode = false;

  get themeSource(): NativeTheme['themeSource'] {
    return source;
  }
  set themeSource(value: NativeTheme['themeSource']) {
    const before = colorScheme();
    source = value;
    if (before !== colorScheme()) this.announce();
  }
  get shouldUseDarkColors(): boolean {
    return colorScheme() === 'dark';
  }
  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return system === 'dark';
  }
  announce(): void {
    for (const follow of followers) follow();
    this.emit('updated');
  }
}

export const nativeTheme = new DoubleNativeTheme('nativeTheme');

export function setSystemTheme(theme: ColorScheme): void {
  system = theme;
  nativeTheme.announce();
}
