/** What is known of newer versions of the desktop app. */
export type UpdateState =
  /** Nobody has looked since the app started. */
  | { readonly kind: 'unknown' }
  /** This copy never replaces itself, and nobody can be asked. */
  | { readonly kind: 'impossible'; readonly because: 'from-source' | 'no-feed' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'newest' }
  | { readonly kind: 'found'; readonly version: string; readonly way: UpdateWayKind }
  | { readonly kind: 'fetching'; readonly version: string }
  /** It is installed when the app ends. */
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'failed'; readonly step: 'look' | 'fetch'; readonly reason: string };

/** in-place: the app fetches and installs it; else why it cannot, and its download page is opened. */
export type UpdateWayKind = 'in-place' | 'package' | 'unsigned';
