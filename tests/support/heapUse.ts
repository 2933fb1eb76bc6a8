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

function sendToWorker(session: CDPSession, sessionId: string, method: string): Promise<unknown> {
  return new Promise((resolve) => {
    const hear = (event: { readonly sessionId: string; readonly message: string }) => {
      if (event.sessionId !== sessionId) return;
      session.off("Target.receivedMessageFromTarget", hear);
      resolve((JSON.parse(event.message) as { readonly result: unknown }).result);
    };
    session.on("Target.receivedMessageFromTarget", hear);
    void session.send("Target.sendMessageToTarget", {
      sessionId,
      message: JSON.stringify({ id: 1, method }),
    });
  });
}

function mbOf({ usedSize = 0, embedderHeapUsedSize = 0, backingStorageSize = 0 }: HeapUse): number {
  return (usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6;
}
