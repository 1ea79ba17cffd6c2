// The smallest app that the double's own tests can look at; nothing of Golden Hour.
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, nativeImage, protocol, shell, Tray } from 'electron';

const PAGE = `<!doctype html><html><head><title>Small app</title></head>
<body><p id="drawn">drawn</p><a href="https://example.org/" target="_blank">outside</a>
<a href="https://example.org/away">away</a><script>window.inlineRan = true</script></body></html>`;
const POLICY = "default-src 'none'; script-src 'self'";
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
if (!app.requestSingleInstanceLock()) app.quit();

const starts: string[][] = [];
app.on('second-instance', (_event, argv) => void starts.push(argv));

await app.whenReady();
protocol.handle('app', ({ url }) => {
  const { pathname } = new URL(url);
  return pathname === '/index.html'
    ? new Response(PAGE, { headers: { 'content-type': 'text/html', 'content-security-policy': POLICY } })
    : new Response(pathname, { status: 404 });
});
ipcMain.handle('echo', (event, value: unknown) => ({ value, frame: event.senderFrame?.url ?? null }));
ipcMain.handle('starts', () => starts);
ipcMain.handle('fail', () => {
  throw new Error('on purpose');
});

const window = new BrowserWindow({
  width: 500,
  height: 400,
  show: false,
  webPreferences: { preload: join(import.meta.dirname, 'preload.cjs') },
});
window.once('ready-to-show', () => window.show());
window.webContents.setWindowOpenHandler(({ url }) => {
  void shell.openExternal(url);
  return { action: 'deny' };
});
window.webContents.on('will-navigate', (event) => event.preventDefault());

const tray = new Tray(nativeImage.createFromDataURL(PIXEL));
tray.setToolTip('Small app');
tray.on('click', () => window.webContents.send('clicked', { at: new Date(0) }));
tray.setContextMenu(
  Menu.buildFromTemplate([
    { label: 'Hello', click: () => window.webContents.send('clicked', 'menu') },
    { type: 'separator' },
    { role: 'quit', label: 'Quit' },
  ]),
);
await window.loadURL('app://bundle/index.html#/start');
