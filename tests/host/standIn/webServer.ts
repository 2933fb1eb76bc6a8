/**
 * The loopback server through which Chromium loads the application's page and speaks IPC.
 *
 * Every path is answered by the application's own `protocol.handle("app")`. The address holds a random
 * token, and a host name (`v1.localhost`, `v2.localhost` …) that changes when the renderer is crashed:
 * another site means another renderer process.
 */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type WebSocket, WebSocketServer } from "ws";
import { ipcMain } from "./ipcMain.ts";
import type { FromPage, ToPage } from "./pageShim.ts";
import {
  droppableFiles,
  hostedPages,
  type PageGeneration,
  standInEvents,
  standInOptions,
} from "./standInState.ts";
import { decodeMessage, encodeMessage } from "./wire.ts";

interface ConnectedPage {
  readonly socket: WebSocket;
  readonly generation: number;
  isTopFrame: boolean;
}

const token = randomBytes(16).toString("hex");
const pages = new Set<ConnectedPage>();
const asked = new Map<number, (text: string | null) => void>();
let nextQuestion = 1;
const shimPath = "__stand-in/preload.js";
const socketPath = "__stand-in/ipc";

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    console.error("stand-in:", error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 * 1024 });
const listening = new Promise<number>((resolve) => {
  server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
});

server.on("upgrade", (request, socket, head) => {
  const generation = generationOf(request);
  const isOurs =
    request.url === `/${token}/${socketPath}` &&
    generation === hostedPages[0]?.generation.number &&
    request.headers.origin === `http://${request.headers.host}`;
  if (!isOurs) {
    socket.destroy();
    return;
  }
  sockets.handleUpgrade(request, socket, head, (open) => connect(open, generation));
});

/** The loopback address under which Chromium loads an `app:` URL. */
export async function addressOf(url: string, generation: PageGeneration): Promise<string> {
  const { pathname, search, hash } = new URL(url);
  return `http://v${generation.number}.localhost:${await listening}/${token}${pathname}${search}${hash}`;
}

/** Sends a message to every connected page; one whose renderer has been crashed hears only where to go. */
export function postToPages(message: ToPage): void {
  const frame = encodeMessage(message);
  const living = hostedPages[0]?.generation.number;
  for (const { socket, generation } of pages) {
    if (generation === living || message.type !== "event") socket.send(frame);
  }
}

/** Tells the pages about the files that may be dropped. */
export function announceDroppable(): void {
  postToPages({ type: "droppable", files: droppableFiles, interactive: standInOptions.interactive });
}

/** Whether a page is shown. */
export function hasPage(): boolean {
  return pages.size > 0;
}

/** Asks the person in front of the page; `null` if there is no page or they cancel. */
export function askInPage(text: string): Promise<string | null> {
  if (!hasPage()) return Promise.resolve(null);
  const id = nextQuestion++;
  postToPages({ type: "ask", id, text });
  return new Promise((resolve) => asked.set(id, resolve));
}

/** Closes the windows in Chromium and stops listening, so that the process can end. */
export function closePages(): void {
  postToPages({ type: "close" });
  for (const { socket } of pages) socket.close();
}

/** Stops the server for good. */
export function stopServer(): void {
  sockets.close();
  server.close();
  server.closeAllConnections();
}

function connect(socket: WebSocket, generation: number): void {
  const page: ConnectedPage = { socket, generation, isTopFrame: false };
  pages.add(page);
  socket.on("close", () => pages.delete(page));
  socket.on("message", (data) => {
    void receive(page, decodeMessage(new Uint8Array(data as Buffer)) as FromPage);
  });
  const { interactive } = standInOptions;
  socket.send(encodeMessage({ type: "droppable", files: droppableFiles, interactive } satisfies ToPage));
}

async function receive(page: ConnectedPage, message: FromPage): Promise<void> {
  const contents = hostedPages[0];
  // A crashed renderer neither asks nor hears any more.
  const isAlive = () => contents?.generation.number === page.generation;
  if (contents === undefined || !isAlive()) return;
  if (message.type === "hello") {
    page.isTopFrame = message.isTopFrame;
    standInEvents.emit("page-connected");
    if (message.isTopFrame) contents.emit("did-navigate", {}, contents.getURL());
    contents.emit("did-finish-load");
    return;
  }
  if (message.type === "permission") {
    const { id, kind, mediaTypes } = message;
    const isGranted = await contents.session.allowsMedia(contents, kind, mediaTypes, contents.getURL());
    answerPage(page, isAlive, { type: "permission", id, isGranted });
    return;
  }
  if (message.type === "answer") {
    asked.get(message.id)?.(message.text);
    asked.delete(message.id);
    return;
  }
  const event = {
    sender: contents,
    senderFrame: senderFrame(contents.getURL(), page.isTopFrame),
    type: "frame",
  };
  if (message.type === "send") {
    ipcMain.emit(message.channel, event, ...message.args);
    return;
  }
  const reply = await ipcMain.invoke(event, message.channel, message.args).then(
    (value): ToPage => ({ type: "result", id: message.id, value }),
    (error: unknown): ToPage => ({ type: "result", id: message.id, error: String(error) }),
  );
  answerPage(page, isAlive, reply);
}

function answerPage({ socket }: ConnectedPage, isAlive: () => boolean, reply: ToPage): void {
  if (isAlive() && socket.readyState === socket.OPEN) socket.send(encodeMessage(reply));
}

/** A `WebFrameMain` as far as a gate looks at it. */
export function senderFrame(url: string, isTopFrame: boolean): object {
  const { protocol, host } = new URL(url);
  const frame = { url, origin: `${protocol}//${host}`, parent: null as object | null };
  return isTopFrame ? frame : { ...frame, parent: frame };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const page = hostedPages[0];
  const prefix = `/${token}/`;
  const path = request.url ?? "";
  if (page === undefined || !path.startsWith(prefix) || Number.isNaN(generationOf(request))) {
    response.writeHead(404, { "Cache-Control": "no-store" }).end();
    return;
  }
  if (path === prefix + shimPath) {
    const script = await shimScript(page.preloadPath);
    response.writeHead(200, { "Content-Type": "text/javascript", "Cache-Control": "no-store" }).end(script);
    return;
  }
  const appUrl = `app://lyhord/${path.slice(prefix.length)}`;
  const { session } = page;
  const handler = session.protocol.handlers.get("app");
  if (handler === undefined || !(await session.allowsRequest(appUrl))) {
    response.destroy();
    return;
  }
  const abort = new AbortController();
  response.on("close", () => abort.abort());
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === "string") headers.set(name, value);
  }
  const answered = await handler(
    new Request(appUrl, { method: request.method ?? "GET", headers, signal: abort.signal }),
  );
  await forward(answered, response);
}

/** Copies a `Response`, piece by piece with back-pressure; cancels its body if the page goes away. */
async function forward(answered: Response, response: ServerResponse): Promise<void> {
  const headers = Object.fromEntries(answered.headers);
  if (headers["content-type"]?.startsWith("text/html") && answered.status === 200) {
    const html = await answered.text();
    delete headers["content-length"];
    response.writeHead(answered.status, headers);
    response.end(html.replace(/<head[^>]*>/i, (head) => `${head}<script src="${shimPath}"></script>`));
    return;
  }
  response.writeHead(answered.status, headers);
  if (answered.body === null) {
    response.end();
    return;
  }
  const reader = answered.body.getReader();
  response.on("close", () => void reader.cancel().catch(() => {}));
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || response.destroyed) break;
      if (!response.write(value)) {
        await new Promise<void>((resolve) => {
          const goOn = () => {
            response.off("drain", goOn).off("close", goOn);
            resolve();
          };
          response.on("drain", goOn).on("close", goOn);
        });
      }
    }
    response.end();
  } catch {
    // As in Electron, a body that errors breaks the response off.
    response.destroy();
  }
}

/** Shim and preload in one function scope, so that neither leaks names into the page. */
async function shimScript(preloadPath: string | undefined): Promise<string> {
  const plain = async (name: string) => {
    const source = await readFile(join(import.meta.dirname, name), "utf8");
    return stripTypeScriptTypes(source)
      .replace(/^import .*$/gm, "")
      .replace(/^export /gm, "");
  };
  const preload = preloadPath === undefined ? "" : await readFile(preloadPath, "utf8");
  return `(() => {
${await plain("wire.ts")}
${await plain("pageShim.ts")}
const address = new URL("ipc", document.currentScript.src);
address.protocol = "ws:";
const electron = connectElectron(address.href);
const require = (name) => {
  if (name !== "electron") throw new Error("a sandboxed preload can only require electron");
  return electron;
};
((require, module, exports) => {
${preload}
})(require, { exports: {} }, {});
})();`;
}

function generationOf(request: IncomingMessage): number {
  return Number(/^v(\d+)\.localhost(?::\d+)?$/.exec(request.headers.host ?? "")?.[1] ?? Number.NaN);
}
