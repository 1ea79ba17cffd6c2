// A preload that probe.cjs puts into each page, before the app's own: what it sees of the process that it runs in
// (electron.d.ts, Process.sandboxed and Process.contextIsolated).
// oxlint-disable-next-line typescript/no-require-imports -- a sandboxed preload is CommonJS
const { ipcRenderer } = require('electron');

ipcRenderer.send('outside-probe:world', {
  isSandboxed: process.sandboxed,
  isIsolated: process.contextIsolated,
});
