/** The thread in which a Word document is made; `writeWordFile` starts it, takes the one message it posts, and ends it. */
import { parentPort, workerData } from "node:worker_threads";
import type { PrintedSheet } from "../../shared/domain/printedSheet.ts";
import { writeWordDocument } from "./wordWriter.ts";

const bytes = await writeWordDocument(workerData as PrintedSheet);
parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer]);
