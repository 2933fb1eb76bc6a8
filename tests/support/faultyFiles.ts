/** A file port that fails at a chosen operation, to try every point at which a disk, a power cut or a kill can strike. */
import type { FilePort } from "../../electron/ports/files.ts";

/** The operations that are counted; what only looks, and `close`, changes nothing and never fails. */
export type FileOperation = Exclude<
  keyof FilePort,
  "exists" | "isFolder" | "look" | "isRemote" | "size" | "modifiedAt" | "list" | "freeBytes" | "close"
>;

/** `ENOSPC` and `EIO` throw as Node does; `crash` ends the process as far as files are concerned. */
export type FaultKind = "ENOSPC" | "EIO" | "crash";

/** When and how to fail. */
export interface FaultPlan {
  /** Number of the failing operation, from 1; 0 only counts. */
  readonly failAt: number;
  readonly kind: FaultKind;
  /** Every operation from `failAt` on fails (a disk that stays full); a crash always does. */
  readonly forever?: boolean;
  /** Which operations are counted; all by default. */
  readonly only?: readonly FileOperation[];
}

/** A port with a fault in it, and what happened to it. */
export interface FaultyFiles {
  readonly files: FilePort;
  /** The counted operations so far, in order, the failed one included. */
  readonly operations: readonly FileOperation[];
  /** Whether the planned fault was reached. */
  struck(): boolean;
}

/** Thrown by every operation from the crash on; product code must not catch it and carry on. */
export class SimulatedCrash extends Error {
  constructor() {
    super("simulated crash");
    this.name = "SimulatedCrash";
  }
}

/**
 * Wraps a port so that one operation fails.
 *
 * A write that fails has written its first half: disks and kills tear writes. After a crash all
 * descriptors are closed, as the system does for a dead process; go on with the inner port.
 */
export function faultyFiles(inner: FilePort, plan: FaultPlan): FaultyFiles {
  const operations: FileOperation[] = [];
  const open = new Set<number>();
  let hasStruck = false;

  function count(operation: FileOperation, beforeFault?: () => void): void {
    if (hasStruck && plan.kind === "crash") throw new SimulatedCrash();
    if (plan.only !== undefined && !plan.only.includes(operation)) return;
    operations.push(operation);
    const strikes = operations.length === plan.failAt || (hasStruck && plan.forever === true);
    if (!strikes) return;
    hasStruck = true;
    beforeFault?.();
    if (plan.kind !== "crash") throw Object.assign(new Error(`${plan.kind}: simulated`), { code: plan.kind });
    for (const descriptor of open) inner.close(descriptor);
    open.clear();
    throw new SimulatedCrash();
  }

  function opened(descriptor: number): number {
    open.add(descriptor);
    return descriptor;
  }

  const files: FilePort = {
    openRead(path) {
      count("openRead");
      return opened(inner.openRead(path));
    },
    createNew(path) {
      count("createNew");
      return opened(inner.createNew(path));
    },
    openUpdate(path) {
      count("openUpdate");
      return opened(inner.openUpdate(path));
    },
    read(descriptor, into, position) {
      count("read");
      return inner.read(descriptor, into, position);
    },
    write(descriptor, bytes, position) {
      count("write", () => inner.write(descriptor, bytes.subarray(0, bytes.length >> 1), position));
      inner.write(descriptor, bytes, position);
    },
    truncate(descriptor, size) {
      count("truncate");
      inner.truncate(descriptor, size);
    },
    sync(descriptor) {
      count("sync");
      inner.sync(descriptor);
    },
    dataSync(descriptor) {
      count("dataSync");
      inner.dataSync(descriptor);
    },
    close(descriptor) {
      if (open.delete(descriptor)) inner.close(descriptor);
    },
    rename(from, to) {
      count("rename");
      inner.rename(from, to);
    },
    unlink(path) {
      count("unlink");
      inner.unlink(path);
    },
    makeFolder(path) {
      count("makeFolder");
      inner.makeFolder(path);
    },
    removeFolder(path) {
      count("removeFolder");
      inner.removeFolder(path);
    },
    syncFolder(path) {
      count("syncFolder");
      inner.syncFolder(path);
    },
    entries(folder) {
      count("entries");
      return inner.entries(folder);
    },
    exists: (path) => inner.exists(path),
    isFolder: (path) => inner.isFolder(path),
    look: (path) => inner.look(path),
    isRemote: (path) => inner.isRemote(path),
    size: (descriptor) => inner.size(descriptor),
    modifiedAt: (descriptor) => inner.modifiedAt(descriptor),
    list: (folder) => inner.list(folder),
    freeBytes: (folder) => inner.freeBytes(folder),
  };

  return { files, operations, struck: () => hasStruck };
}
