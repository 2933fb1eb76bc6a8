import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";
import { readConversation } from "../../electron/services/conversations.ts";
import { cancelLook, listDevice, lookAtFiles } from "../../electron/services/deviceFiles.ts";
import { walkDevice } from "../../electron/services/deviceWalk.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { importAudio } from "../../electron/services/importAudio.ts";
import type { DeviceFile, DeviceList, OfferedFolder } from "../../shared/domain/device.ts";
import type { ConversationId, FolderId, SourceId } from "../../shared/domain/ids.ts";
import { type FaultPlan, faultyFiles } from "../support/faultyFiles.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { requesterForTest } from "../support/requesterForTest.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";
import { secretOf, testPassphrase } from "../support/vaultHostForTest.ts";

/** Builds a card: names with their content, a fixture's name in angle brackets or text. */
function cardWith(content: Readonly<Record<string, string>>): string {
  const card = temporaryFolder();
  for (const [name, text] of Object.entries(content)) {
    const target = path.join(card, ...name.split("/"));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    const fixture = /^<(.+)>$/.exec(text)?.[1];
    if (fixture === undefined) fs.writeFileSync(target, text);
    else fs.copyFileSync(fixturePath(fixture), target);
    fs.utimesSync(target, 1_771_000_000, 1_771_000_000);
  }
  return card;
}

function list(test: VaultForTest, card: string): Promise<DeviceList> {
  return listDevice(test.context, { folderId: test.context.sources.offerFolder(card).folderId });
}

/** What a person would see of each file. */
function seen(files: readonly DeviceFile[]) {
  return files.map(({ folder, name, kind, known }) => [
    folder === "" ? name : `${folder}/${name}`,
    kind.phase === "readable"
      ? kind.mimeType
      : [kind.error.code, kind.error.detail?.format].filter(Boolean).join(" "),
    known?.state ?? null,
  ]);
}

describe("looking through a device", () => {
  it("lists sound by its bytes, and what calls itself sound with the reason why it is none", async () => {
    const test = await vaultForTest();
    const card = cardWith({
      "VOICE/FOLDER_A/001.wav": "<speech.wav>",
      "VOICE/FOLDER_B/001.MP3": "<beeps-vbr-noxing.mp3>",
      "VOICE/misnamed.txt": "<speech.m4a>",
      "VOICE/samtal på å 🎙️.ogg": "<speech.ogg>",
      "RECORDER/melodi.mid": "MThd\0\0\0\u0006",
      "RECORDER/tom.wav": "",
      "RECORDER/brus.mp3": "<not-audio.mp3>",
      "README.TXT": "Not a sound",
      "RECORDER/index.dat": "",
      "._hidden.wav": "<speech.wav>",
      ".Trashes/gone.wav": "<speech.wav>",
      "System Volume Information/x.wav": "<speech.wav>",
    });

    const listed = await list(test, card);

    expect({ ...listed, files: seen(listed.files) }).toEqual({
      files: [
        ["RECORDER/brus.mp3", "media.not-audio", null],
        ["RECORDER/melodi.mid", "media.unsupported MIDI", null],
        ["RECORDER/tom.wav", "media.empty", null],
        ["VOICE/misnamed.txt", "audio/mp4", null],
        ["VOICE/samtal på å 🎙️.ogg", "audio/ogg", null],
        ["VOICE/FOLDER_A/001.wav", "audio/wav", null],
        ["VOICE/FOLDER_B/001.MP3", "audio/mpeg", null],
      ],
      otherFiles: 2,
      unreadableFolders: [],
      truncated: false,
    });
    expect(new Set(listed.files.map(({ modifiedAt }) => modifiedAt))).toEqual(new Set([1_771_000_000_000]));
  });

  it("knows what is kept here and what was erased here since by its bytes, and reads nothing else through", async () => {
    const test = await vaultForTest();
    const kept = test.rolePlay();
    const erased = test.rolePlay();
    const take = (conversationId: ConversationId, fileName: string) =>
      importAudio(test.context, { conversationId, sourceId: test.offer(fileName), durationMs: null });
    await take(kept, "speech.wav");
    await take(erased, "speech.ogg");
    const { title } = readConversation(test.context, { conversationId: erased });
    await eraseNow(test.context, { conversationId: erased, categories: ["sound"], typedTitle: title });
    const card = cardWith({ "a.ogg": "<speech.ogg>", "b.wav": "<speech.wav>", "c.m4a": "<speech.m4a>" });
    const sameSize = fs.readFileSync(fixturePath("speech.wav"));
    sameSize.writeUInt8(sameSize.readUInt8(sameSize.length - 1) ^ 1, sameSize.length - 1);
    fs.writeFileSync(path.join(card, "d.wav"), sameSize);
    test.events.length = 0;

    const { files } = await list(test, card);

    expect(files.map(({ name, known }) => [name, known])).toEqual([
      ["a.ogg", { state: "erased", conversationId: erased, importedOn: "2026-03-02" }],
      ["b.wav", { state: "kept", conversationId: kept, importedOn: "2026-03-02" }],
      ["c.m4a", null],
      ["d.wav", null],
    ]);
    const totals = test.events.flatMap(({ name, payload }) =>
      name === "device.progress" && payload.phase === "comparing" ? [payload.totalBytes] : [],
    );
    const sizeOf = (fileName: string) => fs.statSync(fixturePath(fileName)).size;
    expect(new Set(totals)).toEqual(new Set([sizeOf("speech.ogg") + 2 * sizeOf("speech.wav")]));
  });

  it("gives the same file the same id when the place is looked through again", async () => {
    const test = await vaultForTest();
    const card = cardWith({ "a.ogg": "<speech.ogg>" });

    const [first, second] = [await list(test, card), await list(test, card)];

    expect(second).toEqual(first);
    expect(test.context.sources.pathOf(first.files[0]?.sourceId as SourceId)).toBe(path.join(card, "a.ogg"));
  });

  it("follows no links, and says when a folder is closed or there is more than it looks at", async () => {
    const card = cardWith({ "1/2/3/deep.ogg": "x", "a.ogg": "x", "b.ogg": "x", "closed/c.ogg": "x" });
    const files: FilePort = {
      ...nodeFiles,
      entries(folder) {
        if (folder.endsWith("closed")) throw Object.assign(new Error("EACCES"), { code: "EACCES" });
        return nodeFiles.entries(folder);
      },
    };
    fs.symlinkSync(temporaryFolder(), path.join(card, "elsewhere"), "junction");
    const walk = async (limits: { files: number; depth: number }) => {
      const walked = await walkDevice(files, card, () => undefined, limits);
      return { ...walked, files: walked.files.map(({ folder, name }) => [folder, name].join("/")) };
    };

    expect([
      await walk({ files: 9, depth: 9 }),
      await walk({ files: 2, depth: 9 }),
      await walk({ files: 9, depth: 2 }),
    ]).toEqual([
      { files: ["/a.ogg", "/b.ogg", "1/2/3/deep.ogg"], unreadableFolders: ["closed"], truncated: false },
      { files: ["/a.ogg", "/b.ogg"], unreadableFolders: [], truncated: true },
      { files: ["/a.ogg", "/b.ogg"], unreadableFolders: ["closed"], truncated: true },
    ]);
  });

  it("says so when the card is pulled out, at whichever read it is", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    await importAudio(test.context, { conversationId, sourceId: test.offer("speech.ogg"), durationMs: null });
    const card = cardWith({ "A/a.ogg": "<speech.ogg>", "B/b.wav": "<speech.wav>" });
    const lookWith = (plan: FaultPlan) => {
      const faulty = faultyFiles(nodeFiles, { ...plan, only: ["entries", "openRead", "read"] });
      const { folderId } = test.context.sources.offerFolder(card);
      return { faulty, listed: listDevice({ ...test.context, files: faulty.files }, { folderId }) };
    };
    const counting = lookWith({ failAt: 0, kind: "EIO" });
    await counting.listed;
    const { operations } = counting.faulty;
    expect(operations.length).toBeGreaterThan(10);

    const outcomes = new Set<unknown>();
    for (const [index] of operations.entries()) {
      const { listed } = lookWith({ failAt: index + 1, kind: "EIO", forever: true });
      outcomes.add(
        await listed.then(
          () => "listed",
          (failure: { code?: string }) => failure.code,
        ),
      );
    }

    expect(outcomes).toEqual(new Set(["device.gone"]));
  });

  it("stops between two files when it is cancelled, and a second look ends the first", async () => {
    const test = await vaultForTest();
    const card = cardWith({ "a.ogg": "<speech.ogg>", "b.wav": "<speech.wav>" });

    const cancelled = list(test, card);
    cancelLook(test.context);
    const overtaken = list(test, card);
    const last = list(test, card);

    await expect(cancelled).rejects.toMatchObject({ code: "device.cancelled" });
    await expect(overtaken).rejects.toMatchObject({ code: "device.cancelled" });
    expect((await last).files.map(({ name }) => name)).toEqual(["a.ogg", "b.wav"]);
  });

  it("finds a place gone that is not there any more, and one that was never offered", async () => {
    const test = await vaultForTest();
    const card = cardWith({ "a.ogg": "<speech.ogg>" });
    const { folderId } = test.context.sources.offerFolder(card);
    fs.rmSync(card, { recursive: true });

    await expect(listDevice(test.context, { folderId })).rejects.toMatchObject({ code: "device.gone" });
    await expect(listDevice(test.context, { folderId: randomUUID() as FolderId })).rejects.toMatchObject({
      code: "device.gone",
    });
  });
});

describe("the page and a device", () => {
  it("knows of it what it shows, and no path of the place", async () => {
    const requester = await requesterForTest();
    await requester.get("vault.create", {
      name: "Provvalv",
      passphrase: secretOf(testPassphrase),
      language: "sv",
      rolePair: "adviser-client",
    });
    const card = cardWith({ "VOICE/a.ogg": "<speech.ogg>" });

    const offered = await requester.ask("internal.offerFolder", { path: card });
    const { folderId } = (offered as { value: OfferedFolder }).value;
    const listed = await requester.get("device.list", { folderId });
    const places = await requester.get("device.places", {});

    expect(offered).toEqual({ ok: true, value: { folderId, name: path.basename(card) } });
    expect(listed.files).toEqual([
      {
        sourceId: expect.any(String),
        name: "a.ogg",
        folder: "VOICE",
        sizeBytes: fs.statSync(fixturePath("speech.ogg")).size,
        modifiedAt: 1_771_000_000_000,
        kind: { phase: "readable", mimeType: "audio/ogg", format: null },
        known: null,
      },
    ]);
    expect(JSON.stringify([listed, places])).not.toContain(path.dirname(card));
    expect(await requester.get("device.cancel", {})).toEqual({});
  });
});

describe("looking at files that were dropped", () => {
  it("lists each of them, whatever it is, in their order", async () => {
    const test = await vaultForTest();
    const sourceIds = ["talk.txt", "speech.wav", "empty.wav"].map((name) => test.offer(name));

    const { files } = await lookAtFiles(test.context, { sourceIds });

    expect([seen(files), files.map(({ sourceId }) => sourceId)]).toEqual([
      [
        ["talk.txt", "media.not-audio", null],
        ["speech.wav", "audio/wav", null],
        ["empty.wav", "media.empty", null],
      ],
      sourceIds,
    ]);
  });
});
