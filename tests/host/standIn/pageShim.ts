/**
 * What the stand-in gives the preload in place of `require("electron")`, and the page's end of the IPC.
 *
 * Runs in the page with its types stripped, in one scope with `wire.ts` and the built preload.
 */
import { decodeMessage, encodeMessage } from "./wire.ts";

/** A file of this computer that a test (or the person, when asked) lets the page drop. */
export interface DroppableFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly path: string;
}

/** What the page sends to the stand-in. */
export type FromPage =
  | { readonly type: "hello"; readonly isTopFrame: boolean }
  | {
      readonly type: "invoke";
      readonly id: number;
      readonly channel: string;
      readonly args: readonly unknown[];
    }
  | { readonly type: "send"; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: "answer"; readonly id: number; readonly text: string | null }
  /** `check`: may it, without anyone being asked? */
  | {
      readonly type: "permission";
      readonly id: number;
      readonly kind: "check" | "request";
      readonly mediaTypes: readonly string[];
    };

/** What the stand-in sends to the page. */
export type ToPage =
  | { readonly type: "result"; readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly type: "event"; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: "navigate"; readonly url: string }
  | { readonly type: "close" }
  | { readonly type: "print" }
  | { readonly type: "permission"; readonly id: number; readonly isGranted: boolean }
  | {
      readonly type: "resize";
      readonly size: { readonly width: number; readonly height: number } | "as-before";
    }
  | { readonly type: "ask"; readonly id: number; readonly text: string }
  | { readonly type: "droppable"; readonly files: readonly DroppableFile[]; readonly interactive: boolean };

/**
 * Connects to the stand-in and returns the module `electron` as a sandboxed preload sees it.
 *
 * @param socketUrl - WebSocket address of the stand-in
 */
export function connectElectron(socketUrl: string): Readonly<Record<string, unknown>> {
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, Set<(event: object, ...args: unknown[]) => void>>();
  const permissions = new Map<number, (isGranted: boolean) => void>();
  const waiting: Uint8Array<ArrayBuffer>[] = [];
  let sizeBefore: { readonly width: number; readonly height: number } | undefined;
  let droppable: readonly DroppableFile[] = [];
  let interactive = false;
  let nextId = 1;

  const socket = new WebSocket(socketUrl);
  socket.binaryType = "arraybuffer";
  const post = (message: FromPage) => {
    const frame = encodeMessage(message);
    if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    else waiting.push(frame);
  };
  post({ type: "hello", isTopFrame: window.parent === window });
  socket.onopen = () => {
    for (const frame of waiting.splice(0)) socket.send(frame);
  };
  socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) =>
    receive(decodeMessage(new Uint8Array(data)) as ToPage);

  const receive = (message: ToPage) => {
    switch (message.type) {
      case "result": {
        const request = pending.get(message.id);
        pending.delete(message.id);
        if (message.error === undefined) request?.resolve(message.value);
        else request?.reject(new Error(message.error));
        return;
      }
      case "event":
        for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.args);
        return;
      case "navigate":
        window.location.replace(message.url);
        return;
      case "close":
        window.close();
        return;
      case "print":
        window.print();
        return;
      case "permission":
        permissions.get(message.id)?.(message.isGranted);
        permissions.delete(message.id);
        return;
      case "resize": {
        const before = sizeBefore ?? { width: window.outerWidth, height: window.outerHeight };
        sizeBefore = message.size === "as-before" ? undefined : before;
        const { width, height } = message.size === "as-before" ? before : message.size;
        window.resizeTo(width, height);
        return;
      }
      case "ask":
        post({ type: "answer", id: message.id, text: window.prompt(message.text) });
        return;
      case "droppable":
        droppable = message.files;
        interactive = message.interactive;
        return;
    }
  };

  guardMicrophone(
    (kind, mediaTypes) =>
      new Promise((resolve) => {
        const id = nextId++;
        permissions.set(id, resolve);
        post({ type: "permission", id, kind, mediaTypes });
      }),
  );

  return {
    contextBridge: {
      exposeInMainWorld(name: string, api: object) {
        Object.defineProperty(window, name, { value: Object.freeze(api), enumerable: true });
      },
    },
    ipcRenderer: {
      invoke(channel: string, ...args: unknown[]) {
        return new Promise((resolve, reject) => {
          const id = nextId++;
          // A value that cannot be cloned rejects, as in Electron, before anything is sent.
          post({ type: "invoke", id, channel, args });
          pending.set(id, {
            resolve,
            reject: (error) =>
              reject(new Error(`Error invoking remote method '${channel}': ${error.message}`)),
          });
        });
      },
      send: (channel: string, ...args: unknown[]) => post({ type: "send", channel, args }),
      on(channel: string, listener: (event: object, ...args: unknown[]) => void) {
        const known = listeners.get(channel) ?? new Set();
        listeners.set(channel, known.add(listener));
      },
      removeListener(channel: string, listener: (event: object, ...args: unknown[]) => void) {
        listeners.get(channel)?.delete(listener);
      },
    },
    webUtils: {
      /** As in Electron: the empty string for a file that is not on disk. */
      getPathForFile(file: File): string {
        const known = droppable.find(({ name, sizeBytes }) => name === file.name && sizeBytes === file.size);
        if (known !== undefined) return known.path;
        return interactive ? (window.prompt(`Full path of ${file.name}`) ?? "") : "";
      },
    },
  };
}

/** As in Electron, the application's handlers decide who may listen, and who sees which microphones there are. */
function guardMicrophone(
  isPermitted: (kind: "check" | "request", mediaTypes: readonly string[]) => Promise<boolean>,
): void {
  const { mediaDevices } = navigator;
  if (mediaDevices === undefined) return;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  const enumerateDevices = mediaDevices.enumerateDevices.bind(mediaDevices);
  Object.assign(mediaDevices, {
    async getUserMedia(constraints: MediaStreamConstraints = {}) {
      const mediaTypes = (["audio", "video"] as const).filter(
        (type) => constraints[type] !== undefined && constraints[type] !== false,
      );
      if (!(await isPermitted("request", mediaTypes))) {
        throw new DOMException("Permission denied", "NotAllowedError");
      }
      return getUserMedia(constraints);
    },
    async enumerateDevices() {
      const devices = await enumerateDevices();
      if (await isPermitted("check", ["audio"])) return devices;
      return devices.map(({ kind }) => ({ kind, deviceId: "", groupId: "", label: "" }));
    },
  });
}
