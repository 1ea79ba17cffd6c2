/** Where an installation's newer versions are published; null where it was built without such an address. */
export interface Feed {
  readonly owner: string;
  readonly repository: string;
}

export interface Installation {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly feed: Feed | null;
  /** Linux: started from an AppImage, which may replace its own file. */
  readonly isAppImage: boolean;
  /** macOS: signed with a Developer ID. */
  readonly isSigned: boolean;
}

/** How a newer version gets onto this machine. */
export type UpdateWay =
  | { readonly kind: 'in-place' }
  | { readonly kind: 'by-hand'; readonly because: 'package' | 'unsigned'; readonly page: string }
  | { readonly kind: 'none'; readonly because: 'from-source' | 'no-feed' };

/** A package of the system belongs to its package manager, and macOS lets only signed apps replace themselves. */
export function chooseUpdateWay({
  platform,
  isPackaged,
  feed,
  isAppImage,
  isSigned,
}: Installation): UpdateWay {
  if (!isPackaged) return { kind: 'none', because: 'from-source' };
  if (feed === null) return { kind: 'none', because: 'no-feed' };
  const page = `https://github.com/${feed.owner}/${feed.repository}/releases/latest`;
  if (platform === 'linux' && !isAppImage) return { kind: 'by-hand', because: 'package', page };
  if (platform === 'darwin' && !isSigned) return { kind: 'by-hand', because: 'unsigned', page };
  return { kind: 'in-place' };
}

/**
 * Reads app-update.yml, which electron-builder puts into the app's resources: flat keys, one a line. Null for a file
 * without owner and repository, which is what a checkout that knows no origin gives.
 */
export function parseFeed(text: string): Feed | null {
  const read = (key: string): string | null =>
    new RegExp(`^${key}:\\s*['"]?([\\w.-]+)['"]?\\s*$`, 'm').exec(text)?.[1] ?? null;
  const [provider, owner, repository] = [read('provider'), read('owner'), read('repo')];
  return provider === 'github' && owner !== null && repository !== null ? { owner, repository } : null;
}

/** Of what `codesign --display --verbose=2` says on stderr. An ad-hoc signature has no authority. */
export const hasDeveloperId = (codesignReport: string): boolean =>
  /^Authority=Developer ID Application: /m.test(codesignReport);

/** Whether a newer version is told of, or only answered with when the user asks. */
export function isWorthTelling(
  version: string,
  { declined, told }: { readonly declined: string | null; readonly told: ReadonlySet<string> },
): boolean {
  return version !== declined && !told.has(version);
}
