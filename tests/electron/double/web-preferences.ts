import type { WebPreferences } from 'electron';

/** electron.d.ts, WebPreferences: only what Electron's security checklist asks for can be carried here. */
export function refuseUnsafe(preferences: WebPreferences): void {
  const unsafe = Object.entries({
    'sandbox: false': preferences.sandbox === false,
    'contextIsolation: false': preferences.contextIsolation === false,
    'nodeIntegration: true': preferences.nodeIntegration === true,
    'nodeIntegrationInWorker: true': preferences.nodeIntegrationInWorker === true,
    'nodeIntegrationInSubFrames: true': preferences.nodeIntegrationInSubFrames === true,
    'webSecurity: false': preferences.webSecurity === false,
    'webviewTag: true': preferences.webviewTag === true,
    'allowRunningInsecureContent: true': preferences.allowRunningInsecureContent === true,
    'experimentalFeatures: true': preferences.experimentalFeatures === true,
    enableBlinkFeatures: preferences.enableBlinkFeatures !== undefined,
  }).flatMap(([name, isAsked]) => (isAsked ? [name] : []));
  if (unsafe.length > 0) throw new Error(`electron-double: refuses ${unsafe.join(', ')}`);
}
