/** The bridge between page and shell: a call, a drop, and events; it knows no feature. */
import { contextBridge, ipcRenderer, webUtils } from "electron";

contextBridge.exposeInMainWorld("lyhord", {
  call: (name: string, input: unknown) => ipcRenderer.invoke("lyhord", { kind: "request", name, input }),
  offer: (files: readonly File[]) =>
    ipcRenderer.invoke("lyhord", {
      kind: "dropped",
      paths: files.map((file) => webUtils.getPathForFile(file)),
    }),
  on(listener: (event: unknown) => void) {
    const relay = (_: unknown, event: unknown) => listener(event);
    ipcRenderer.on("lyhord:event", relay);
    return () => ipcRenderer.removeListener("lyhord:event", relay);
  },
});
