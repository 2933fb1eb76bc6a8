/** What a page weighs: objects, buffers, and what the engine keeps for it. */
import type { CDPSession, Page } from "@playwright/test";

type HeapUse = Readonly<Record<string, number | undefined>>;

/** Of the page alone, after a collection, in MB. */
export async function pageHeapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("HeapProfiler.collectGarbage");
    return mbOf((await session.send("Runtime.getHeapUsage")) as unknown as HeapUse);
  } finally {
    await session.detach();
  }
}

/** Of each of the page's workers, after a collection, in MB together. */
export async function workersHeapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    const attached: string[] = [];
    session.on("Target.attachedToTarget", ({ sessionId }) => attached.push(sessionId));
    await session.send("Target.setAutoAttach", {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
    let sum = 0;
    for (const sessionId of attached) {
      await sendToWorker(session, sessionId, "HeapProfiler.collectGarbage");
      sum += mbOf((await sendToWorker(session, sessionId, "Runtime.getHeapUsage")) as HeapUse);
    }
    return sum;
  } finally {
    await session.detach();
  }
}

let lastRequest = 0;

function sendToWorker(session: CDPSession, sessionId: string, method: string): Promise<unknown> {
  lastRequest += 1;
  const id = lastRequest;
  return new Promise((resolve, reject) => {
    const hear = (event: { readonly sessionId: string; readonly message: string }) => {
      const answer = JSON.parse(event.message) as { id?: number; result?: unknown; error?: object };
      if (event.sessionId !== sessionId || answer.id !== id) return;
      session.off("Target.receivedMessageFromTarget", hear);
      if (answer.error === undefined) resolve(answer.result);
      else reject(new Error(`${method}: ${JSON.stringify(answer.error)}`));
    };
    session.on("Target.receivedMessageFromTarget", hear);
    session
      .send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) })
      .catch(reject);
  });
}

function mbOf({ usedSize = 0, embedderHeapUsedSize = 0, backingStorageSize = 0 }: HeapUse): number {
  return (usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6;
}
