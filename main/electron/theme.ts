import type { NativeTheme } from 'electron';
import type { AppStatus } from '#contract/status.ts';

/** The paper of renderer/ui/tokens.css, which a window shows until its page has drawn. */
export const PAPER = { light: '#fbf8f2', dark: '#1c1a18' } as const;

export interface ThemeParts {
  readonly nativeTheme: Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors' | 'on' | 'off'>;
  readonly onPaper: (color: string) => void;
}

export interface ThemeFollower {
  /** What the user chose; menus, title bars and `prefers-color-scheme` follow. */
  readonly choose: (theme: AppStatus['theme']) => void;
  readonly paper: () => string;
  readonly dispose: () => void;
}

/** Keeps the system's parts of the windows in the theme of the pages. */
export function followTheme({ nativeTheme, onPaper }: ThemeParts): ThemeFollower {
  const paper = (): string => (nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light);
  const onUpdated = (): void => onPaper(paper());
  nativeTheme.on('updated', onUpdated);
  return {
    choose(theme) {
      if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme;
    },
    paper,
    dispose() {
      nativeTheme.off('updated', onUpdated);
    },
  };
}
