/** Gives a forked process the `process.parentPort` that Electron's utility processes have. */
import { EventEmitter } from "node:events";

const { send } = process;
if (send === undefined) throw new Error("the shim runs in forked processes only");
const sendToParent = send.bind(process);

class ParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    if (process.connected) sendToParent(structuredClone(message) as object);
  }

  start(): void {}
}

const parentPort = new ParentPort();
process.on("message", (data) => parentPort.emit("message", { data, ports: [] }));
// Electron ends its utility processes with the main process.
process.on("disconnect", () => process.exit(0));
Object.defineProperty(process, "parentPort", { value: parentPort });
// A utility process has no other way to its parent.
delete process.send;
