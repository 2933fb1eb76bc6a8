/** The files of the page: those in the build's list and no others. */
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { z } from "zod";
import { emptyResponse, securityHeaders, speechWorkerPolicy } from "./securityHeaders.ts";

/** A file that may be served. */
interface PageFile {
  readonly absolutePath: string;
  readonly mimeType: string;
}

/** Files by their path in the URL, without a leading slash. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const mimeTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".onnx": "application/octet-stream",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** The build's name for renderer/audio/speech/speechWorker.ts. */
const speechWorker = /^assets\/speechWorker-[^/]+\.js$/;

/**
 * Reads the build's list.
 *
 * @param listPath - JSON array of paths below `folder`, with `/` between folders
 * @throws Error for a file of a kind that has no media type here
 */
export async function loadPageFiles(folder: string, listPath: string): Promise<PageFiles> {
  const names = z.array(z.string()).parse(JSON.parse(await readFile(listPath, "utf8")));
  return new Map(
    names.map((name) => {
      const mimeType = mimeTypes[extname(name)];
      if (mimeType === undefined) throw new Error(`no media type for a page file of kind ${extname(name)}`);
      return [name, { absolutePath: join(folder, ...name.split("/")), mimeType }];
    }),
  );
}

/**
 * Answers a request for a file of the page.
 *
 * @param path - as it stands in the URL; it is looked up as it is, never decoded or joined to a folder
 * @returns 404 for everything that is not in the list
 */
export async function answerPageFile(path: string, method: string, files: PageFiles): Promise<Response> {
  const file = files.get(path);
  if (file === undefined) return emptyResponse(404);
  const bytes = await readFile(file.absolutePath);
  const headers = securityHeaders({
    "Content-Type": file.mimeType,
    "Content-Length": String(bytes.length),
    ...(speechWorker.test(path) ? { "Content-Security-Policy": speechWorkerPolicy } : {}),
  });
  return new Response(method === "HEAD" ? null : bytes, { status: 200, headers });
}
