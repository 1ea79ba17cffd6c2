// oxlint-disable-next-line typescript/no-require-imports -- a sandboxed preload is CommonJS
const { contextBridge, ipcRenderer } = require('electron');

globalThis.secret = 'stays in the isolated world';
contextBridge.exposeInMainWorld('api', {
  invoke: (channel, ...values) => ipcRenderer.invoke(channel, ...values),
  on: (channel, listener) => {
    const heard = (_event, value) => listener(value);
    ipcRenderer.on(channel, heard);
    return () => ipcRenderer.off(channel, heard);
  },
  nested: { list: [1, 2], answer: () => 42, refuse: () => Promise.reject(new TypeError('no')) },
  missing: () => ipcRenderer.sendSync('x'),
});
