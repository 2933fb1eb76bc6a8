/** What the page can load, and what it cannot. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAppUrl } from "../../electron/shell/appAddress.ts";
import { createAppProtocol } from "../../electron/shell/appProtocol.ts";
import { parseByteRange } from "../../electron/shell/byteRange.ts";
import { answerPageFile, loadPageFiles } from "../../electron/shell/pageFiles.ts";
import { contentSecurityPolicy } from "../../electron/shell/securityHeaders.ts";
import type { VaultRequest } from "../../electron/shell/vaultLink.ts";
import { failed, success } from "../../shared/result.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const token = "0123456789abcdef0123456789abcdef";
const sound = Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 7) & 0xff);

/** A page folder with a secret beside it, and a vault process that knows one token. */
async function pageWithSecret() {
  const folder = temporaryFolder();
  const pageFolder = join(folder, "renderer");
  await mkdir(join(pageFolder, "assets"), { recursive: true });
  await writeFile(join(pageFolder, "index.html"), "<html></html>");
  await writeFile(join(pageFolder, "assets/main.js"), "1;");
  await writeFile(join(pageFolder, "unlisted.html"), "secret");
  await writeFile(join(folder, "secret.html"), "secret");
  const list = join(folder, "pageFiles.json");
  await writeFile(list, JSON.stringify(["index.html", "assets/main.js"]));
  const asked: { name: string; input: unknown }[] = [];
  const defects: unknown[] = [];
  const vault: VaultRequest = async (name, input) => {
    asked.push({ name, input });
    const { token: given, start = 0, end = 0 } = input as { token: string; start?: number; end?: number };
    if (given !== token) return failed({ code: "media.erased" });
    if (name === "internal.mediaInfo") return success({ sizeBytes: sound.length, mimeType: "audio/ogg" });
    return success(sound.slice(start, end));
  };
  const files = await loadPageFiles(pageFolder, list);
  const answer = createAppProtocol(files, vault, (error) => void defects.push(error));
  return { answer, asked, defects, files, pageFolder, list };
}

describe("files of the page", () => {
  test("what the build lists is served with its type, the policy and no-store", async () => {
    const { answer } = await pageWithSecret();
    const response = await answer(new Request("app://lyhord/assets/main.js"));
    expect({
      status: response.status,
      type: response.headers.get("Content-Type"),
      policy: response.headers.get("Content-Security-Policy"),
      cache: response.headers.get("Cache-Control"),
      text: await response.text(),
    }).toEqual({
      status: 200,
      type: "text/javascript; charset=utf-8",
      policy: contentSecurityPolicy,
      cache: "no-store",
      text: "1;",
    });
  });

  test.each([
    "",
    ".",
    "/",
    "unlisted.html",
    "../secret.html",
    "assets/../index.html",
    "assets/../../secret.html",
    "..\\secret.html",
    "%2e%2e/secret.html",
    "%2e%2e%2fsecret.html",
    "..%2fsecret.html",
    "..%5csecret.html",
    "%252e%252e%252fsecret.html",
    "....//secret.html",
    "/etc/hostname",
    "//etc/hostname",
    "C:\\Windows\\win.ini",
    "\\\\server\\share\\file",
    "index.html\u0000.js",
    "index.html%00.js",
    "index.html/.",
    "INDEX.HTML",
    "index.html ",
    "index.html::$DATA",
    "__proto__",
    "constructor",
    "file:///etc/hostname",
  ])("the path %j is not found", async (path) => {
    const { files } = await pageWithSecret();
    expect((await answerPageFile(path, "GET", files)).status).toBe(404);
  });

  test("no path but a listed one is ever found", async () => {
    const { answer, files } = await pageWithSecret();
    await fc.assert(
      fc.asyncProperty(fc.webPath(), async (path) => {
        const url = `app://lyhord${path}`;
        const response = await answer(new Request(url));
        expect(response.status).toBe(files.has(new URL(url).pathname.slice(1)) ? 200 : 404);
      }),
    );
  });

  test.each(["app://other/index.html", "https://lyhord/index.html", "app://lyhord.example.org/index.html"])(
    "%s is another place",
    async (url) => {
      const { answer } = await pageWithSecret();
      expect({ isApp: isAppUrl(url), status: (await answer(new Request(url))).status }).toEqual({
        isApp: false,
        status: 404,
      });
    },
  );

  test.each(["POST", "PUT", "DELETE", "OPTIONS"])("%s is not allowed", async (method) => {
    const { answer } = await pageWithSecret();
    expect((await answer(new Request("app://lyhord/index.html", { method }))).status).toBe(405);
  });

  test("a build with a file of unknown kind does not start", async () => {
    const { pageFolder, list } = await pageWithSecret();
    await writeFile(list, '["index.html", "program.exe"]');
    await expect(loadPageFiles(pageFolder, list)).rejects.toThrow(".exe");
  });

  test("a file that vanished is a defect, and says nothing to the page", async () => {
    const { answer, defects, pageFolder, list } = await pageWithSecret();
    await writeFile(list, '["index.html", "gone.js"]');
    const files = await loadPageFiles(pageFolder, list);
    const withGone = createAppProtocol(
      files,
      async () => failed({ code: "vault.locked" }),
      (error) => void defects.push(error),
    );
    const response = await withGone(new Request("app://lyhord/gone.js"));
    expect({ status: response.status, text: await response.text(), defects: defects.length }).toEqual({
      status: 500,
      text: "",
      defects: 1,
    });
    expect((await answer(new Request("app://lyhord/index.html"))).status).toBe(200);
  });
});

describe("sound", () => {
  test("any range is byte-equal and exactly as long as it says", async () => {
    const { answer } = await pageWithSecret();
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.nat(sound.length - 1), async (a, b) => {
        const [start, last] = a < b ? [a, b] : [b, a];
        const response = await answer(
          new Request(`app://lyhord/media/${token}`, { headers: { Range: `bytes=${start}-${last}` } }),
        );
        expect(response.headers.get("Content-Range")).toBe(`bytes ${start}-${last}/${sound.length}`);
        const bytes = new Uint8Array(await response.arrayBuffer());
        expect(Buffer.compare(bytes, sound.subarray(start, last + 1))).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  test("nothing is read before the player asks for it, and nothing after it turned away", async () => {
    const { answer, asked } = await pageWithSecret();
    const response = await answer(new Request(`app://lyhord/media/${token}`));
    const reads = () => asked.filter(({ name }) => name === "internal.mediaRead").length;
    expect(reads()).toBe(0);
    const reader = response.body?.getReader();
    await reader?.read();
    expect(reads()).toBe(1);
    await reader?.cancel();
    expect(reads()).toBe(1);
  });

  test("a piece that fails breaks the answer off instead of ending it early", async () => {
    const { files } = await pageWithSecret();
    const answer = createAppProtocol(
      files,
      async (name) =>
        name === "internal.mediaInfo"
          ? success({ sizeBytes: 10, mimeType: "audio/ogg" })
          : failed({ code: "media.tampered" }),
      () => {},
    );
    const response = await answer(new Request(`app://lyhord/media/${token}`));
    await expect(response.arrayBuffer()).rejects.toThrow("media.tampered");
  });

  test("a piece that is shorter than asked for breaks the answer off", async () => {
    const { files } = await pageWithSecret();
    const answer = createAppProtocol(
      files,
      async (name) =>
        success(name === "internal.mediaInfo" ? { sizeBytes: 10, mimeType: "audio/ogg" } : new Uint8Array(9)),
      () => {},
    );
    const response = await answer(new Request(`app://lyhord/media/${token}`));
    await expect(response.arrayBuffer()).rejects.toThrow("media.truncated");
  });

  test("an empty sound is whole, and any range of it is refused", async () => {
    const { files } = await pageWithSecret();
    const answer = createAppProtocol(
      files,
      async () => success({ sizeBytes: 0, mimeType: "audio/ogg" }),
      () => {},
    );
    const ask = (headers: Record<string, string>) =>
      answer(new Request(`app://lyhord/media/${token}`, { headers }));
    expect([(await ask({})).status, (await ask({ Range: "bytes=0-" })).status]).toEqual([200, 416]);
  });
});

describe("the Range header", () => {
  test.each([
    [null, { kind: "whole" }],
    ["bytes=0-0", { kind: "part", start: 0, end: 1 }],
    ["bytes=0-", { kind: "part", start: 0, end: 100 }],
    ["bytes=90-200", { kind: "part", start: 90, end: 100 }],
    ["bytes=-10", { kind: "part", start: 90, end: 100 }],
    ["bytes=-1000", { kind: "part", start: 0, end: 100 }],
    ["bytes=99-99", { kind: "part", start: 99, end: 100 }],
    ["bytes=100-", { kind: "unsatisfiable" }],
    ["bytes=100-200", { kind: "unsatisfiable" }],
    ["bytes=-0", { kind: "unsatisfiable" }],
    ["bytes=5-4", { kind: "whole" }],
    ["bytes=-", { kind: "whole" }],
    ["bytes=0-1,3-4", { kind: "whole" }],
    ["bytes=a-b", { kind: "whole" }],
    ["seconds=0-1", { kind: "whole" }],
    ["bytes=1.5-2", { kind: "whole" }],
  ] as const)("%j of 100 bytes is %j", (header, expected) => {
    expect(parseByteRange(header, 100)).toEqual(expected);
  });

  test("a part lies within the resource and is never empty, whatever is asked", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (first, last, sizeBytes) => {
        const range = parseByteRange(`bytes=${first}-${last}`, sizeBytes);
        if (range.kind !== "part") return;
        expect(range.start).toBe(first);
        expect(range.start).toBeLessThan(range.end);
        expect(range.end).toBeLessThanOrEqual(sizeBytes);
      }),
    );
  });
});
