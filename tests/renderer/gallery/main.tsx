// The real application over a scripted bridge: ?scene=week&language=nl&theme=dark#/people

import { createRoot } from 'react-dom/client';
import type { Language } from '#contract/vocabulary.ts';
import { App } from '#renderer/app/app.tsx';
import { HostProvider } from '#renderer/bridge/host.tsx';
import { createViews } from '#renderer/bridge/views.ts';
import type { Scene } from '#tests/renderer/support/scenes.ts';
import { createScriptedBridge, type ScriptedBridge } from '#tests/renderer/support/scripted-bridge.ts';

declare global {
  interface Window {
    scripted: ScriptedBridge;
  }
}

const query = new URLSearchParams(window.location.search);
// Whatever a test asks for is one of these.
const bridge = createScriptedBridge({
  scene: (query.get('scene') ?? 'week') as Scene,
  language: (query.get('language') ?? 'en') as Language,
  popover: query.has('popover'),
  theme: (query.get('theme') ?? 'light') as 'light' | 'dark',
});
window.scripted = bridge;

const container = document.querySelector('#root');
if (container === null) throw new Error('The gallery has no element #root to draw into.');
createRoot(container).render(
  <HostProvider bridge={bridge} views={createViews(bridge)}>
    <App />
  </HostProvider>,
);
