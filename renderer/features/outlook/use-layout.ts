import { useState, useSyncExternalStore } from 'react';

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}

const storageKey = 'golden-hour.outlook-view';
type Preference = 'columns' | 'list';

interface OutlookLayout {
  readonly view: Preference;
  /** Whether there is room for columns at all, and so a choice. */
  readonly canChoose: boolean;
  /** The panel stands beside the plan; else it opens over it. */
  readonly hasSidePanel: boolean;
  readonly choose: (preference: Preference) => void;
}

/** Columns need 820 px (or their worth at a larger text size), the panel beside them 1100. */
export function useOutlookLayout(): OutlookLayout {
  const canChoose = useMedia('(width >= 51.25rem)');
  const hasSidePanel = useMedia('(width >= 68.75rem)');
  const [preference, setPreference] = useState<Preference>(() =>
    window.localStorage.getItem(storageKey) === 'list' ? 'list' : 'columns',
  );
  return {
    view: canChoose ? preference : 'list',
    canChoose,
    hasSidePanel,
    choose: (wanted) => {
      window.localStorage.setItem(storageKey, wanted);
      setPreference(wanted);
    },
  };
}
