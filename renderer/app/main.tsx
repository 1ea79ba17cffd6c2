import '#renderer/bridge/window.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Bridge } from '#contract/bridge.ts';
import { HostProvider } from '#renderer/bridge/host.tsx';
import { createHttpBridge } from '#renderer/bridge/http-bridge.ts';
import { createIpcBridge } from '#renderer/bridge/ipc-bridge.ts';
import { forgetSession, openSession } from '#renderer/bridge/session.ts';
import { createViews } from '#renderer/bridge/views.ts';
import { guessLanguage, TextProvider } from '#renderer/ui/text/text.tsx';
import { App } from './app.tsx';
import { LockedScreen } from './locked-screen.tsx';
import { applyRememberedTheme } from './theme.ts';

applyRememberedTheme();

const container = document.querySelector('#root');
if (container === null) throw new Error('index.html has no element #root to draw into.');
const root = createRoot(container);
const boundFetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);

function showApp(bridge: Bridge): void {
  root.render(
    <StrictMode>
      <HostProvider bridge={bridge} views={createViews(bridge)}>
        <App />
      </HostProvider>
    </StrictMode>,
  );
}

function showLocked(kind: 'locked' | 'unreachable'): void {
  root.render(
    <TextProvider language={guessLanguage(navigator.languages)}>
      <LockedScreen kind={kind} />
    </TextProvider>,
  );
}

async function startInBrowser(): Promise<void> {
  const opened = await openSession({
    location: window.location,
    history: window.history,
    storage: window.sessionStorage,
    fetch: boundFetch,
  });
  if (opened.kind !== 'open') {
    showLocked(opened.kind);
    return;
  }
  const onUnauthorized = (): void => {
    forgetSession(window.sessionStorage);
    showLocked('locked');
  };
  showApp(createHttpBridge({ origin: '', session: opened.session, fetch: boundFetch, onUnauthorized }));
}

if (window.goldenHour === undefined) await startInBrowser();
else showApp(createIpcBridge(window.goldenHour));
