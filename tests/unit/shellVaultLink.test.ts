/** The shell's line to the vault process, with a process that does as the test says. */
import { EventEmitter } from "node:events";
import { describe, expect, test } from "vitest";
import { createLocking } from "../../electron/shell/locking.ts";
import { type AnswerAsk, createVaultLink, type VaultChild } from "../../electron/shell/vaultLink.ts";

/** A number that no system gives to a process. */
const noProcess = 2_000_000_000;

class FakeChild extends EventEmitter implements VaultChild {
  readonly received: { id: number; name: string; input: unknown }[] = [];
  isKilled = false;
  /** As in Electron: there is none, and nothing to kill, before `spawn`. */
  pid: number | undefined = noProcess;

  postMessage(message: unknown): void {
    this.received.push(structuredClone(message) as FakeChild["received"][number]);
  }

  kill(): boolean {
    if (this.pid === undefined) return false;
    this.isKilled = true;
    queueMicrotask(() => this.emit("exit", 0));
    return true;
  }

  answer(index: number, value: unknown): void {
    this.emit("message", { id: this.received[index]?.id, result: { ok: true, value } });
  }
}

function linkWithFakes(onAsk: AnswerAsk = async () => undefined) {
  const children: FakeChild[] = [];
  const events: { name: string; payload: unknown }[] = [];
  let deaths = 0;
  const link = createVaultLink({
    fork() {
      const child = new FakeChild();
      children.push(child);
      return child;
    },
    onEvent: (name, payload) => void events.push({ name, payload }),
    onDied: () => {
      deaths += 1;
    },
    onAsk,
  });
  const child = (index: number) => children[index] ?? expect.unreachable("no such process was started");
  return { link, children, child, events, deaths: () => deaths };
}

const ended = { ok: false, error: { code: "vault.process-ended" } };

describe("requests", () => {
  test("answers find their requests in whatever order they come", async () => {
    const { link, child } = linkWithFakes();
    const first = link.request("vault.list", {});
    const second = link.request("vault.session", {});
    child(0).answer(1, "second");
    child(0).answer(0, "first");
    expect([await first, await second]).toEqual([
      { ok: true, value: "first" },
      { ok: true, value: "second" },
    ]);
  });

  test("the bytes of a passphrase are wiped here once they have been sent on", async () => {
    const { link, child } = linkWithFakes();
    const bytes = new TextEncoder().encode("a passphrase");
    void link.request("vault.unlock", { vaultId: "v", secret: { kind: "passphrase", bytes } });
    expect([...bytes]).toEqual(new Array(12).fill(0));
    expect(child(0).received[0]?.input).toEqual({
      vaultId: "v",
      secret: { kind: "passphrase", bytes: new TextEncoder().encode("a passphrase") },
    });
  });

  test.each([
    [undefined],
    [null],
    ["text"],
    [{}],
    [{ id: "1", result: {} }],
    [{ id: 99, result: {} }],
    [{ ready: true }],
  ])("the message %j of the process changes nothing", async (message) => {
    const { link, child, events } = linkWithFakes();
    const request = link.request("vault.list", {});
    child(0).emit("message", message);
    child(0).answer(0, "still answered");
    expect([await request, events]).toEqual([{ ok: true, value: "still answered" }, []]);
  });

  test("events are handed on; one without a payload has an empty one", () => {
    const { child, events } = linkWithFakes();
    child(0).emit("message", { event: "library.changed" });
    child(0).emit("message", { event: "notes.changed", payload: { conversationId: "c" } });
    expect(events).toEqual([
      { name: "library.changed", payload: {} },
      { name: "notes.changed", payload: { conversationId: "c" } },
    ]);
  });
});

describe("what the process asks", () => {
  const question = () => ({ ask: 7, name: "device.protect", bytes: new Uint8Array([1, 2, 3]) });

  test("is answered under its number; what was relayed is wiped", async () => {
    const answer = new Uint8Array([9, 9]);
    const heard: unknown[] = [];
    const { child, events } = linkWithFakes(async (name, bytes) => {
      heard.push({ name, bytes: bytes && Uint8Array.from(bytes) });
      return answer;
    });
    const asked = question();
    child(0).emit("message", asked);
    await expect.poll(() => child(0).received).toEqual([{ ask: 7, answer: new Uint8Array([9, 9]) }]);
    expect({ heard, events, answer, relayed: asked.bytes }).toEqual({
      heard: [{ name: "device.protect", bytes: new Uint8Array([1, 2, 3]) }],
      events: [],
      answer: new Uint8Array(2),
      relayed: new Uint8Array(3),
    });
  });

  test("is answered with nothing where answering fails", async () => {
    const { child } = linkWithFakes(async () => {
      throw new Error("no store");
    });
    child(0).emit("message", question());
    await expect.poll(() => child(0).received).toEqual([{ ask: 7, answer: undefined }]);
  });

  test("is not answered to the next process", async () => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const { link, child } = linkWithFakes(() => promise);
    child(0).emit("message", question());
    await link.replace();
    resolve(new Uint8Array([5]));
    await promise;
    await Promise.resolve();
    expect([child(0).received, child(1).received]).toEqual([[], []]);
  });
});

describe("a process that dies by itself", () => {
  test("ends every open request, is reported once, and is followed by another", async () => {
    const { link, child, children, deaths } = linkWithFakes();
    const open = [link.request("note.list", {}), link.request("vault.list", {})];
    child(0).emit("exit", 9);
    expect(await Promise.all(open)).toEqual([ended, ended]);
    expect({ deaths: deaths(), started: children.length }).toEqual({ deaths: 1, started: 2 });
  });

  test("again and again is not started for ever, but once more for the next request", () => {
    const { link, child, children } = linkWithFakes();
    for (let index = 0; index < 3; index += 1) {
      child(index).emit("message", { ready: true });
      child(index).emit("exit", 1);
    }
    expect(children).toHaveLength(3);
    void link.request("vault.list", {});
    expect(children).toHaveLength(4);
    expect(child(3).received).toHaveLength(1);
  });

  test("after an answer counts from the beginning", () => {
    const { child, children } = linkWithFakes();
    child(0).emit("exit", 1);
    child(1).emit("exit", 1);
    child(2).emit("message", { event: "library.changed" });
    child(2).emit("exit", 1);
    expect(children).toHaveLength(4);
  });

  test("cannot speak any more: what it still says is not heard", async () => {
    const { link, child, events } = linkWithFakes();
    child(0).emit("exit", 1);
    const request = link.request("vault.list", {});
    child(0).emit("message", { event: "library.changed" });
    child(1).answer(0, "from the new one");
    expect([await request, events]).toEqual([{ ok: true, value: "from the new one" }, []]);
  });
});

describe("locking", () => {
  test("replaces the process without reporting a death", async () => {
    const { link, child, children, deaths } = linkWithFakes();
    const open = link.request("note.list", {});
    await link.replace();
    expect(await open).toEqual(ended);
    expect({ killed: child(0).isKilled, started: children.length, deaths: deaths() }).toEqual({
      killed: true,
      started: 2,
      deaths: 0,
    });
  });

  test("a request in between starts no second process beside the next one", async () => {
    const { link, children } = linkWithFakes();
    const replaced = link.replace();
    expect(await link.request("internal.mediaInfo", { token: "t" })).toEqual(ended);
    await replaced;
    expect(children).toHaveLength(2);
    void link.request("vault.list", {});
    expect(children[1]?.received).toHaveLength(1);
  });

  test("also ends a process that is only being started", async () => {
    const { link, child, children } = linkWithFakes();
    child(0).pid = undefined;
    const replaced = link.replace();
    child(0).pid = noProcess;
    child(0).emit("spawn");
    await replaced;
    expect({ killed: child(0).isKilled, started: children.length }).toEqual({ killed: true, started: 2 });
  });

  test("while the application ends starts nothing", async () => {
    const { link, children } = linkWithFakes();
    await Promise.all([link.replace(), link.end()]);
    expect(children).toHaveLength(1);
  });

  test("after the end nothing is started any more", async () => {
    const { link, children } = linkWithFakes();
    await link.end();
    expect(await link.request("vault.list", {})).toEqual(ended);
    expect(children).toHaveLength(1);
  });

  test("announces, lets the page save, ends the process, renews the page – in this order, once at a time", async () => {
    const order: string[] = [];
    const { lock, pageSaved } = createLocking({
      vault: {
        settled: async (limitMs) => void order.push(`settled within ${limitMs}`),
        signLog: async (limitMs) => void order.push(`log signed within ${limitMs}`),
        replace: async () => void order.push("replaced"),
      },
      announce() {
        order.push("announced");
        setTimeout(() => {
          order.push("saved");
          pageSaved();
        }, 20);
      },
      renewPage: () => order.push("renewed"),
      isRecording: () => false,
    });
    await Promise.all([lock(), lock()]);
    expect(order).toEqual([
      "announced",
      "saved",
      "settled within 400",
      "log signed within 90",
      "replaced",
      "renewed",
    ]);
    await lock();
    expect(order).toHaveLength(12);
  });

  test("the log is signed by a request of the shell, and a process that does not answer is not waited for", async () => {
    const { link, child } = linkWithFakes();
    const signed = link.signLog(60_000);
    expect(child(0).received).toMatchObject([{ name: "internal.signLog", input: {} }]);
    child(0).answer(0, {});
    await signed;
    await link.signLog(1);
    expect(child(0).received).toHaveLength(2);
    await link.end();
    await link.signLog(60_000);
    expect(child(0).received).toHaveLength(2);
  });

  test("a failure to end the process does not make locking impossible for ever", async () => {
    let attempts = 0;
    const { lock, pageSaved } = createLocking({
      vault: {
        settled: async () => {},
        signLog: async () => {},
        async replace() {
          attempts += 1;
          if (attempts === 1) throw new Error("not gone");
        },
      },
      announce: () => setTimeout(() => pageSaved()),
      renewPage: () => {},
      isRecording: () => false,
    });
    await expect(lock()).rejects.toThrow("not gone");
    await lock();
    expect(attempts).toBe(2);
  });
});
