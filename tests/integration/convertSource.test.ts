import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../electron/crypto/hash.ts";
import { type ConverterPort, createConverterPort, noConverter } from "../../electron/ports/converter.ts";
import { readConversation } from "../../electron/services/conversations.ts";
import { findConverter } from "../../electron/services/convertSource.ts";
import { cancelImport, importAudio } from "../../electron/services/importAudio.ts";
import { openSource } from "../../electron/services/openSource.ts";
import { updateSettings } from "../../electron/services/settings.ts";
import { findRecording, listRecordings } from "../../electron/vault/recordingRepository.ts";
import { canFakeFfmpeg, type FakeBehaviour, installFakeFfmpeg } from "../support/fakeFfmpeg.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";

const wma = "foreign/voice.wma";
const converts = { what: "converts", wav: fixturePath("speech.wav") } as const;

function portFor(folder: string, longestSilenceMs = 10_000): ConverterPort {
  return createConverterPort({ searchPath: folder, platform: process.platform, longestSilenceMs });
}

/** A vault on a computer that has such a program, and whose person allows it. */
async function withFake(behaviour: FakeBehaviour, longestSilenceMs?: number) {
  const folder = temporaryFolder();
  const notes = installFakeFfmpeg(folder, behaviour);
  const test = await vaultForTest({ converter: portFor(folder, longestSilenceMs) });
  updateSettings(test.context, { useConverter: true });
  return { test, notes };
}

function importFile(test: VaultForTest, fileName: string, conversationId = test.rolePlay()) {
  const sourceId = test.offer(fileName);
  return importAudio(test.context, { conversationId, sourceId, durationMs: null });
}

function leftOf(test: VaultForTest) {
  return fs.readdirSync(path.join(test.vault.folder, "media"));
}

describe("a file that Lyhörd does not decode", () => {
  it("is refused with its name where there is no converter", async () => {
    const test = await vaultForTest({ converter: noConverter });
    const sourceId = test.offer(wma);

    await expect(openSource(test.context, { sourceId })).rejects.toMatchObject({
      code: "media.unsupported",
      detail: { format: "WMA" },
    });
    expect(await findConverter(test.context)).toEqual({ converter: null });
  });

  // Scripts are no programs on Windows; there the real one is what can be tried by hand.
  it.runIf(canFakeFfmpeg)("waits for the person's yes where there is one", async () => {
    const folder = temporaryFolder();
    installFakeFfmpeg(folder, converts);
    const test = await vaultForTest({ converter: portFor(folder) });
    const asked = { code: "media.needs-converter", detail: { format: "WMA", converter: "ffmpeg" } };

    await expect(openSource(test.context, { sourceId: test.offer(wma) })).rejects.toMatchObject(asked);
    await expect(importFile(test, wma)).rejects.toMatchObject(asked);

    expect(await findConverter(test.context)).toEqual({
      converter: { name: "ffmpeg", version: "7.1-fake" },
    });
    updateSettings(test.context, { useConverter: true });
    expect(await openSource(test.context, { sourceId: test.offer(wma) })).toEqual({
      token: null,
      mimeType: "application/octet-stream",
      sizeBytes: fs.statSync(fixturePath(wma)).size,
      ending: "whole",
    });
    expect(leftOf(test)).toEqual([]);
  });

  it.runIf(canFakeFfmpeg)("goes through the converter, and is known again by its own hash", async () => {
    const { test, notes } = await withFake(converts);
    const conversationId = test.rolePlay();

    const { recordingId } = await importFile(test, wma, conversationId);

    const original = fs.readFileSync(fixturePath(wma));
    expect(findRecording(test.vault.db, recordingId)).toMatchObject({
      mediaType: "wav-other",
      state: "preparing",
      sizeBytes: fs.statSync(fixturePath("speech.wav")).size,
      sourceFormat: "WMA",
      sourceSha256: sha256(original),
      sourceSizeBytes: original.length,
      ending: "whole",
    });
    expect(readConversation(test.context, { conversationId })).toMatchObject({
      origin: { ending: "whole", convertedFrom: "WMA" },
      sound: { phase: "preparing", isPlayable: false },
    });
    await expect(importFile(test, wma)).rejects.toThrow("media.already-there");
    const { args, variables } = JSON.parse(fs.readFileSync(notes, "utf8"));
    expect(args.slice(args.indexOf("-protocol_whitelist"), args.indexOf("-i") + 2)).toEqual([
      ...["-protocol_whitelist", "pipe", "-f", "asf", "-i", "pipe:0"],
    ]);
    expect(variables.filter((name: string) => !/^(_|PWD|SHLVL|__)/.test(name))).toEqual([]);
  });

  it
    .runIf(canFakeFfmpeg)
    .each<[FakeBehaviour]>([[{ what: "complains" }], [{ what: "gives nothing" }], [{ what: "hangs" }]])(
    "leaves nothing where the converter $what",
    async (behaviour) => {
      const { test } = await withFake(behaviour, 300);
      const conversationId = test.rolePlay();

      await expect(importFile(test, wma, conversationId)).rejects.toThrow("media.conversion-failed");

      expect(leftOf(test)).toEqual([]);
      expect(listRecordings(test.vault.db, conversationId)).toEqual([]);
    },
  );

  it.runIf(canFakeFfmpeg)("ends the program when the import is cancelled", async () => {
    const { test, notes } = await withFake({ what: "hangs" }, 500);
    const conversationId = test.rolePlay();

    const importing = importFile(test, wma, conversationId);
    cancelImport(test.context, conversationId);

    await expect(importing).rejects.toThrow();
    expect(leftOf(test)).toEqual([]);
    const { pid } = fs.existsSync(notes) ? JSON.parse(fs.readFileSync(notes, "utf8")) : { pid: undefined };
    await expect.poll(() => pid === undefined || !isRunning(pid)).toBe(true);
  });

  it("of a kind that no converter reads is refused though there is one", async () => {
    const test = await vaultForTest({
      converter: { find: () => Promise.reject(new Error("not asked for")) },
    });
    const file = path.join(temporaryFolder(), "a.ds2");
    fs.writeFileSync(file, `\u0003ds2${" ".repeat(600)}`);

    await expect(importFile(test, file)).rejects.toMatchObject({
      code: "media.unsupported",
      detail: { format: "DS2" },
    });
  });
});

describe("looking for a converter", () => {
  it.runIf(canFakeFfmpeg)("takes only a program that says it is one, from a whole path", async () => {
    const other = temporaryFolder();
    installFakeFfmpeg(other, { what: "is another program" });
    const open = temporaryFolder();
    installFakeFfmpeg(open, converts);
    fs.chmodSync(path.join(open, "ffmpeg"), 0o777);
    const openFolder = temporaryFolder();
    installFakeFfmpeg(openFolder, converts);
    fs.chmodSync(openFolder, 0o777);
    const good = temporaryFolder();
    installFakeFfmpeg(good, converts);
    const relative = path.relative(process.cwd(), good);

    const found = [other, open, openFolder, relative, "", `${other}:${good}`].map(async (searchPath) => {
      const converter = await portFor(searchPath).find();
      return converter?.version;
    });

    const none = Array.from({ length: 5 }, () => undefined);
    expect(await Promise.all(found)).toEqual([...none, "7.1-fake"]);
  });
});

describe("the real ffmpeg", () => {
  const searchPath = process.env.PATH ?? "";
  const isThere = hasFfmpeg();

  // Not on machines that do not have it: Lyhörd does not bring it along.
  it.runIf(isThere).each(["foreign/voice.wma", "foreign/g726.wav"])("makes sound of %s", async (file) => {
    const converter = createConverterPort({
      searchPath,
      platform: process.platform,
      longestSilenceMs: 30_000,
    });
    const test = await vaultForTest({ converter });
    updateSettings(test.context, { useConverter: true });

    const { recordingId } = await importFile(test, file);

    // Two seconds at 48 000 samples of two bytes, give or take what encoders pad.
    const { sizeBytes = 0 } = findRecording(test.vault.db, recordingId) ?? {};
    expect(Math.abs(sizeBytes - 192_000)).toBeLessThan(20_000);
  });
});

function hasFfmpeg(): boolean {
  try {
    execFileSync("ffmpeg", ["-version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
