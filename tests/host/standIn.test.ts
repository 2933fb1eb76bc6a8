/** The stand-in keeps Electron's manners where the application relies on them. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isAlive } from "../support/processes.ts";
import { callInPage, heardInPage, startFixtureApplication } from "./fixtureApplication.ts";

const application = startFixtureApplication();

/** The same rule as in fixtures/vaultProcess.ts. */
const soundBytes = 5 * 1024 * 1024 + 17;
const soundByte = (index: number) => (index * 31 + (index >> 8) * 7) & 0xff;

describe("messages between page, main and vault process", () => {
  test("bytes, dates, maps, undefined and shared objects arrive as what they are", async () => {
    const seen = await application.page.evaluate(async () => {
      const { lyhord } = window as unknown as { lyhord: { call(n: string, i: unknown): Promise<unknown> } };
      const shared = { count: 1 };
      const input = {
        bytes: new Uint8Array([1, 2, 255]),
        slice: new Uint8Array([9, 8, 7, 6]).subarray(1, 3),
        peaks: new Int8Array([-128, 127]),
        at: new Date(86_400_000),
        set: new Set(["a"]),
        nothing: undefined,
        big: 2n ** 70n,
        odd: [Number.NaN, Number.POSITIVE_INFINITY, -0],
        first: shared,
        second: shared,
      };
      const { value } = (await lyhord.call("note.list", input)) as {
        value: { echo: typeof input; map: Map<string, number>; nothing: undefined };
      };
      const { echo } = value;
      return {
        bytes: echo.bytes instanceof Uint8Array && [...echo.bytes],
        slice: [...echo.slice],
        sliceHoldsOnlyWhatWasSeen: echo.slice.buffer.byteLength,
        peaks: echo.peaks instanceof Int8Array && [...echo.peaks],
        at: echo.at instanceof Date && echo.at.getTime(),
        set: echo.set instanceof Set && [...echo.set],
        hasNothing: "nothing" in echo && echo.nothing === undefined,
        big: String(echo.big),
        odd: [Number.isNaN(echo.odd[0]), echo.odd[1], Object.is(echo.odd[2], -0)],
        isShared: echo.first === echo.second,
        map: value.map instanceof Map && [...value.map],
      };
    });
    expect(seen).toEqual({
      bytes: [1, 2, 255],
      slice: [8, 7],
      sliceHoldsOnlyWhatWasSeen: 2,
      peaks: [-128, 127],
      at: 86_400_000,
      set: ["a"],
      hasNothing: true,
      big: "1180591620717411303424",
      odd: [true, Number.POSITIVE_INFINITY, true],
      isShared: true,
      map: [["a", 1]],
    });
  });

  test("a function in a message is refused, as by the structured clone algorithm", async () => {
    const name = await application.page.evaluate(async () => {
      const { lyhord } = window as unknown as { lyhord: { call(n: string, i: unknown): Promise<unknown> } };
      return lyhord.call("note.list", { deed: () => 1 }).catch((error: Error) => error.name);
    });
    expect(name).toBe("DataCloneError");
  });

  test("an event of the vault process reaches the page with its payload", async () => {
    await application.page.evaluate(() => window.heard.splice(0));
    await application.call("note.list", {});
    expect(await heardInPage(application.page, "heard", 1)).toEqual([
      { name: "library.changed", payload: { at: new Date(0), bytes: new Uint8Array([1]) } },
    ]);
  });

  test("a listener that was taken away hears nothing more", async () => {
    const counts = await application.page.evaluate(async () => {
      const { lyhord } = window as unknown as {
        lyhord: {
          call(n: string, i: unknown): Promise<unknown>;
          on(listener: () => void): () => void;
        };
      };
      let heard = 0;
      const leave = lyhord.on(() => {
        heard += 1;
      });
      await lyhord.call("note.list", {});
      const before = heard;
      leave();
      await lyhord.call("note.list", {});
      return { before, after: heard };
    });
    expect(counts).toEqual({ before: 1, after: 1 });
  });
});

describe("sound", () => {
  const ask = (headers: Record<string, string>, method = "GET", path = "media/a-token-that-opens-sound") =>
    application.page.evaluate(
      async ([url, requestHeaders, verb]) => {
        const response = await fetch(url, { headers: requestHeaders, method: verb });
        const bytes = new Uint8Array(await response.arrayBuffer());
        return {
          status: response.status,
          range: response.headers.get("Content-Range"),
          size: response.headers.get("Content-Length"),
          accepts: response.headers.get("Accept-Ranges"),
          cache: response.headers.get("Cache-Control"),
          type: response.headers.get("Content-Type"),
          received: bytes.length,
          ends: [bytes[0], bytes.at(-1)],
        };
      },
      [path, headers, method] as const,
    );
  const common = { accepts: "bytes", cache: "no-store", type: "audio/ogg" };

  test("a range is answered with exactly its bytes, across pieces", async () => {
    const [start, last] = [1024 * 1024 - 3, 3 * 1024 * 1024 + 4];
    expect(await ask({ Range: `bytes=${start}-${last}` })).toEqual({
      ...common,
      status: 206,
      range: `bytes ${start}-${last}/${soundBytes}`,
      size: String(last - start + 1),
      received: last - start + 1,
      ends: [soundByte(start), soundByte(last)],
    });
  });

  test("every byte of a range is the one at its place", async () => {
    const [start, end] = [2_097_000, 2_098_000];
    const bytes = await application.page.evaluate(
      async (range) => {
        const response = await fetch("media/a-token-that-opens-sound", { headers: { Range: range } });
        return [...new Uint8Array(await response.arrayBuffer())];
      },
      `bytes=${start}-${end - 1}`,
    );
    expect(bytes).toEqual(Array.from({ length: end - start }, (_, index) => soundByte(start + index)));
  });

  test("an open range goes to the end, a suffix is its last bytes", async () => {
    expect(await ask({ Range: `bytes=${soundBytes - 5}-` })).toMatchObject({ status: 206, received: 5 });
    expect(await ask({ Range: "bytes=-17" })).toMatchObject({
      status: 206,
      range: `bytes ${soundBytes - 17}-${soundBytes - 1}/${soundBytes}`,
      received: 17,
    });
  });

  test("without a range the whole comes, and says that ranges may be asked for", async () => {
    expect(await ask({})).toEqual({
      ...common,
      status: 200,
      range: null,
      size: String(soundBytes),
      received: soundBytes,
      ends: [soundByte(0), soundByte(soundBytes - 1)],
    });
  });

  test("a range beyond the end is refused with the size", async () => {
    expect(await ask({ Range: `bytes=${soundBytes}-` })).toMatchObject({
      status: 416,
      range: `bytes */${soundBytes}`,
      received: 0,
    });
  });

  test("HEAD tells the size and sends nothing", async () => {
    expect(await ask({}, "HEAD")).toMatchObject({ status: 200, size: String(soundBytes), received: 0 });
  });

  test("a token that opens nothing is not found", async () => {
    expect(await ask({}, "GET", "media/a-token-that-opens-nothing")).toMatchObject({
      status: 404,
      received: 0,
    });
  });

  test("a page that turns away early stops the reading", async () => {
    const before = await readCounts();
    await application.page.evaluate(async () => {
      const leaving = new AbortController();
      const response = await fetch("media/a-token-that-opens-sound", { signal: leaving.signal });
      await response.body?.getReader().read();
      leaving.abort();
    });
    const after = await readCounts();
    expect(after.largestPiece).toBeLessThanOrEqual(1024 * 1024);
    expect(after.piecesRead - before.piecesRead).toBeLessThanOrEqual(6);
    // The vault process still answers: nothing is stuck behind the broken-off answer.
    expect(await ask({ Range: "bytes=0-0" })).toMatchObject({ status: 206, received: 1 });
  });

  async function readCounts() {
    const { value } = (await application.call("settings.read", {})) as {
      value: { largestPiece: number; piecesRead: number };
    };
    return value;
  }
});

describe("the utility process", () => {
  test("has a parent port, no other way to its parent, and only the environment it was given", async () => {
    const { value } = (await application.call("settings.read", {})) as {
      value: { hasSend: boolean; environment: string[] };
    };
    expect(value.hasSend).toBe(false);
    expect(value.environment).toEqual(
      expect.arrayContaining(["LYHORD_HOME", "LYHORD_RESOURCES", "LYHORD_VERSION"]),
    );
    expect(value.environment.filter((name) => /NODE_OPTIONS|STAND_IN|ELECTRON/.test(name))).toEqual([]);
  });

  test("ends with the application", async () => {
    const standIn = await application.launch();
    const pid = await standIn.vaultPid();
    await standIn.close();
    await expect.poll(() => isAlive(pid), { timeout: 30_000 }).toBe(false);
  });

  test("ends when the application is killed", async () => {
    const standIn = await application.launch();
    const pid = await standIn.vaultPid();
    await standIn.kill();
    await expect.poll(() => isAlive(pid), { timeout: 30_000 }).toBe(false);
  });
});

describe("dialogs and drops", () => {
  test("a dialog is answered by the test; the page gets ids and names, no paths", async () => {
    const path = join(await application.folder(), "samtal.wav");
    await writeFile(path, "RIFF");
    await application.standIn.answerDialog([path]);
    expect(await application.call("shell.chooseFiles", { purpose: "audio" })).toEqual({
      ok: true,
      value: [{ sourceId: expect.any(String), name: "samtal.wav", sizeBytes: 4 }],
    });
  });

  test("a folder is asked for as a folder; the page gets its id and name", async () => {
    await application.standIn.answerDialog(["/media/anna/IC RECORDER"]);
    expect(await application.call("shell.chooseFolder", { purpose: "audio" })).toEqual({
      ok: true,
      value: { folderId: expect.any(String), name: "IC RECORDER" },
    });
    expect((await opened()).at(-1)?.properties).toEqual(["openDirectory", "dontAddToRecent"]);
  });

  test("a dialog that opened before its answer waits for it", async () => {
    const choosing = application.call("shell.chooseTarget", {
      purpose: "certificate",
      suggestedName: "../a:b",
    });
    await expect.poll(async () => (await opened()).at(-1)?.defaultPath, { timeout: 30_000 }).toBe("-a-b");
    await application.standIn.answerDialog(["/tmp/intyg.json"]);
    expect(await choosing).toEqual({ ok: true, value: { targetId: expect.any(String) } });
  });

  test("a cancelled dialog gives nothing", async () => {
    await application.standIn.answerDialog(null);
    expect(await application.call("shell.chooseFiles", { purpose: "transcript" })).toEqual({
      ok: true,
      value: [],
    });
    await application.standIn.answerDialog(null);
    expect(
      await application.call("shell.chooseTarget", { purpose: "recovery-code", suggestedName: "kod.txt" }),
    ).toEqual({ ok: true, value: null });
    await application.standIn.answerDialog(null);
    expect(await application.call("shell.chooseFolder", { purpose: "audio" })).toEqual({
      ok: true,
      value: null,
    });
  });

  test("a dropped file of this computer is offered", async () => {
    const path = join(await application.folder(), "släppt.mp3");
    await writeFile(path, "ID3");
    await application.standIn.dropFiles(application.page, "#drop", [path]);
    expect(await heardInPage(application.page, "dropped", 1)).toEqual([
      { ok: true, value: [{ sourceId: expect.any(String), name: "släppt.mp3", sizeBytes: 3 }] },
    ]);
  });

  test("a file that only the page knows has no path and is refused", async () => {
    const result = await application.page.evaluate(() => {
      const { lyhord } = window as unknown as { lyhord: { offer(files: File[]): Promise<unknown> } };
      return lyhord.offer([new File(["x"], "påhittad.wav")]);
    });
    expect(result).toEqual({ ok: false, error: { code: "media.source-gone" } });
  });

  async function opened(): Promise<Record<string, unknown>[]> {
    const { openedDialogs } = (await application.standIn.command({ kind: "recorded" })) as {
      openedDialogs: Record<string, unknown>[];
    };
    return openedDialogs;
  }
});

describe("the tests' clock", () => {
  test("moves main and vault process by what its file says, at every reading", async () => {
    const clockOffsetFile = join(await application.folder(), "clock");
    await writeFile(clockOffsetFile, "0");
    const standIn = await application.launch({ clockOffsetFile });
    const page = await standIn.openPage(await application.browser.newContext());
    const now = async () => {
      const input = {
        name: "v",
        passphrase: new Uint8Array(3),
        language: "sv",
        rolePair: "adviser-client",
      };
      return ((await callInPage(page, "vault.create", input)) as { value: { now: number } }).value.now;
    };
    const before = await now();
    const day = 86_400_000;
    await writeFile(clockOffsetFile, String(40 * day));
    expect(Math.floor(((await now()) - before) / day)).toBe(40);
  });
});

describe("addresses", () => {
  test("without the token, or from another host name, nothing is answered", async () => {
    const { port, pathname } = new URL(await application.standIn.address());
    const status = async (url: string) => (await fetch(url)).status;
    expect(await status(`http://127.0.0.1:${port}/index.html`)).toBe(404);
    expect(await status(`http://127.0.0.1:${port}${pathname}`)).toBe(404);
    expect(await status(`http://127.0.0.1:${port}/favicon.ico`)).toBe(404);
  });
});
