import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Bridge } from '#contract/bridge.ts';
import type { MethodInput, MethodName, MethodOutput } from '#contract/methods.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { ViewName, Views, ViewState } from './views.ts';

interface Host {
  readonly bridge: Bridge;
  readonly views: Views;
}

const HostContext = createContext<Host | null>(null);

export function HostProvider({ bridge, views, children }: Host & { readonly children: ReactNode }) {
  const [host] = useState<Host>(() => ({ bridge, views }));
  return <HostContext value={host}>{children}</HostContext>;
}

export function useHost(): Host {
  const host = use(HostContext);
  if (host === null) throw new Error('A component asked for the host outside HostProvider.');
  return host;
}

/** A shared view, kept up to date for as long as the component is on the screen. */
export function useView<Name extends ViewName>(name: Name): ViewState<MethodOutput<Name>> {
  const { views } = useHost();
  const subscribe = useCallback((listener: () => void) => views.subscribe(name, listener), [views, name]);
  return useSyncExternalStore(subscribe, () => views.get(name));
}

/** The value of a shared view, or null while there is none. */
export function useViewValue<Name extends ViewName>(name: Name): MethodOutput<Name> | null {
  const state = useView(name);
  return state.kind === 'ready' ? state.value : null;
}

export type Call = <Name extends MethodName>(
  name: Name,
  input: MethodInput<Name>,
) => Promise<Outcome<MethodOutput<Name>>>;

/** A method call with the knowledge that it is under way, for buttons that must not be pressed twice. */
export function useCall(): { readonly call: Call; readonly isBusy: boolean } {
  const { bridge } = useHost();
  const [busy, setBusy] = useState(0);
  const call: Call = useCallback(
    async (name, input) => {
      setBusy((count) => count + 1);
      try {
        return await bridge.call(name, input);
      } finally {
        setBusy((count) => count - 1);
      }
    },
    [bridge],
  );
  return { call, isBusy: busy > 0 };
}

export function useConnection(): boolean {
  const { bridge } = useHost();
  const [connected, setConnected] = useState(true);
  useEffect(() => bridge.onConnection(setConnected), [bridge]);
  return connected;
}
