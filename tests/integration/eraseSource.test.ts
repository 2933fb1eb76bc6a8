import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { createConversation } from "../../electron/services/conversations.ts";
import {
  cancelSourceErasure,
  eraseSource,
  resumeSourceErasure,
} from "../../electron/services/eraseSource.ts";
import { setHold } from "../../electron/services/hold.ts";
import { importAudio } from "../../electron/services/importAudio.ts";
import { beginPreparation, finishPreparation } from "../../electron/services/preparation.ts";
import { listToday } from "../../electron/services/today.ts";
import { readWhereabouts, settleWhereabouts } from "../../electron/services/whereabouts.ts";
import { listSourceErasures } from "../../electron/vault/sourceErasureRepository.ts";
import type { ConversationId, SourceId } from "../../shared/domain/ids.ts";
import { faultyFiles } from "../support/faultyFiles.ts";
import { smallWav } from "../support/smallWav.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { rolePlayDraft, type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";

/** A vault with one role play, taken in from a card and ready, and the card. */
interface TakenIn {
  readonly test: VaultForTest;
  readonly conversationId: ConversationId;
  readonly sourceId: SourceId;
  readonly card: string;
  readonly file: string;
}

async function takenIn(): Promise<TakenIn> {
  const test = await vaultForTest();
  const card = temporaryFolder();
  const file = path.join(card, "DS0001.WAV");
  fs.writeFileSync(file, smallWav());
  fs.writeFileSync(path.join(card, "DS0002.WAV"), smallWav());
  const conversationId = test.rolePlay();
  const sourceId = test.offer(file);
  const { recordingId } = await importAudio(test.context, { conversationId, sourceId, durationMs: null });
  beginPreparation(test.context, { recordingId });
  await finishPreparation(test.context, { recordingId, durationMs: 20, peaks: new Int8Array(2) });
  return { test, conversationId, sourceId, card, file };
}

function erase({ test, conversationId, sourceId }: TakenIn) {
  return eraseSource(test.context, { conversationId, sourceId });
}

function logged({ test }: TakenIn) {
  return test.vault.db
    .prepare<[], string>("SELECT body FROM audit ORDER BY sequence")
    .pluck()
    .all()
    .map((body) => JSON.parse(body))
    .filter(({ event }) => event === "source-erase")
    .map(({ detail }) => detail);
}

describe("erasing at the source", () => {
  it("overwrites and removes the file, looks again, logs both, and ticks it", async () => {
    const taken = await takenIn();
    const open = fs.openSync(taken.file, "r");

    const outcome = await erase(taken);

    const left = fs.fstatSync(open);
    fs.closeSync(open);
    expect({
      outcome,
      card: fs.readdirSync(taken.card),
      left: left.size,
      log: logged(taken),
      begun: listSourceErasures(taken.test.vault.db, taken.conversationId),
      file: readWhereabouts(taken.test.context, taken)?.places[0],
    }).toEqual({
      outcome: { outcome: "gone", reach: "drive", wasOverwritten: true },
      card: ["DS0002.WAV"],
      left: 0,
      log: [{ phase: "begin" }, { phase: "end", outcome: "gone", reach: "drive", wasOverwritten: true }],
      begun: [],
      file: {
        place: "file",
        settled: { as: "gone", at: taken.test.clock.now(), byLyhord: true },
      },
    });
  });

  it("overwrites before it truncates", async () => {
    const taken = await takenIn();
    const written: number[] = [];
    const over = taken.test.withFiles({
      ...nodeFiles,
      truncate(descriptor, size) {
        const held = new Uint8Array(nodeFiles.size(descriptor));
        nodeFiles.read(descriptor, held, 0);
        if (held.length > 0) written.push(held.findIndex((byte) => byte !== 0));
        nodeFiles.truncate(descriptor, size);
      },
    });

    await eraseSource(over.context, {
      conversationId: taken.conversationId,
      sourceId: over.offer(taken.file),
    });

    expect(written).toEqual([-1]);
  });

  it.each<[string, string, (taken: TakenIn) => void]>([
    ["is of another length", "differs", ({ file }) => fs.appendFileSync(file, "x")],
    ["holds one other bit", "differs", ({ file }) => flipLastBit(file)],
    ["was written to since", "changed", ({ file }) => fs.utimesSync(file, 1, 1)],
    ["is gone", "absent", ({ file }) => fs.rmSync(file)],
    ["has a second name", "linked", ({ file, card }) => fs.linkSync(file, path.join(card, "other"))],
    ["is a link", "linked", ({ file, card }) => becomesLink(file, card)],
    ["is a folder", "not-a-file", ({ file }) => becomesFolder(file)],
  ])("leaves alone a file that %s", async (_what, reason, change) => {
    const taken = await takenIn();
    change(taken);
    const before = contents(taken.card);

    const outcome = await erase(taken);

    expect({ outcome, card: contents(taken.card), log: logged(taken) }).toEqual({
      outcome: { outcome: "untouched", reason },
      card: before,
      log: [],
    });
  });

  it.each([
    ["EACCES", "read-only"],
    ["EROFS", "read-only"],
    ["EBUSY", "in-use"],
    ["ENOTSUP", "unreachable"],
  ])("leaves alone a file that cannot be opened for writing (%s)", async (code, reason) => {
    const taken = await takenIn();
    const over = taken.test.withFiles({
      ...nodeFiles,
      openUpdate(name) {
        if (name === taken.file) throw Object.assign(new Error(code), { code });
        return nodeFiles.openUpdate(name);
      },
    });
    const before = contents(taken.card);

    const outcome = await eraseSource(over.context, { ...taken, sourceId: over.offer(taken.file) });

    expect({ outcome, card: contents(taken.card) }).toEqual({
      outcome: { outcome: "untouched", reason },
      card: before,
    });
  });

  it("gives a file its name back that changed while its name was taken away", async () => {
    const taken = await takenIn();
    const over = taken.test.withFiles({
      ...nodeFiles,
      rename(from, to) {
        if (from === taken.file) fs.appendFileSync(from, "x");
        nodeFiles.rename(from, to);
      },
    });

    const outcome = await eraseSource(over.context, { ...taken, sourceId: over.offer(taken.file) });

    expect({ outcome, card: fs.readdirSync(taken.card), log: logged(taken) }).toEqual({
      outcome: { outcome: "untouched", reason: "changed" },
      card: ["DS0001.WAV", "DS0002.WAV"],
      log: [{ phase: "begin" }, { phase: "end", outcome: "untouched", reason: "changed" }],
    });
  });

  it("can be stopped before the file is touched", async () => {
    const taken = await takenIn();
    const erasing = erase(taken);
    cancelSourceErasure(taken.test.context, taken);

    expect({ outcome: await erasing, card: fs.readdirSync(taken.card) }).toEqual({
      outcome: { outcome: "untouched", reason: "cancelled" },
      card: ["DS0001.WAV", "DS0002.WAV"],
    });
  });

  it("says that a copy of a file on a phone is not the file on the phone", async () => {
    const taken = await takenIn();
    const cache = path.join(taken.card, "INetCache", "IE");
    fs.mkdirSync(cache, { recursive: true });
    const copy = path.join(cache, "Inspelning.wav");
    fs.copyFileSync(taken.file, copy);

    const outcome = await erase({ ...taken, sourceId: taken.test.offer(copy) });

    expect({
      outcome,
      copy: fs.readdirSync(cache),
      file: readWhereabouts(taken.test.context, taken)?.places[0]?.settled,
    }).toEqual({ outcome: { outcome: "gone", reach: "copy", wasOverwritten: true }, copy: [], file: null });
  });
});

describe("what must hold in the vault", () => {
  it.each<[string, string, (taken: TakenIn) => void]>([
    ["a blob with one changed bit", "source.not-safe", ({ test }) => flipLastBit(mediaOf(test, ".blob"))],
    ["no blob", "source.not-safe", ({ test }) => fs.rmSync(mediaOf(test, ".blob"))],
    ["no key half in its file", "source.not-safe", ({ test }) => fs.rmSync(mediaOf(test, ".shred"))],
    ["a schedule that does not know it", "source.not-safe", ({ test }) => forgetSchedule(test)],
    [
      "a hold",
      "conversation.on-hold",
      ({ test, conversationId }) =>
        setHold(test.context, { conversationId, reason: "access-request", days: 10 }),
    ],
  ])("with %s the file stays", async (_what, code, change) => {
    const taken = await takenIn();
    change(taken);

    await expect(erase(taken)).rejects.toMatchObject({ code });

    expect({ card: fs.readdirSync(taken.card), log: logged(taken) }).toEqual({
      card: ["DS0001.WAV", "DS0002.WAV"],
      log: [],
    });
  });

  it("sound that may still turn out not to be decodable keeps its file", async () => {
    const test = await vaultForTest();
    const file = path.join(temporaryFolder(), "DS0001.WAV");
    fs.writeFileSync(file, smallWav());
    const conversationId = test.rolePlay();
    const sourceId = test.offer(file);
    await importAudio(test.context, { conversationId, sourceId, durationMs: null });

    await expect(eraseSource(test.context, { conversationId, sourceId })).rejects.toMatchObject({
      code: "media.not-ready",
    });
    expect(fs.existsSync(file)).toBe(true);
  });

  it("what is published is not erased, and not reminded of", async () => {
    const test = await vaultForTest();
    const file = path.join(temporaryFolder(), "film.wav");
    fs.writeFileSync(file, smallWav());
    const { conversationId } = createConversation(test.context, {
      ...rolePlayDraft,
      permission: { kind: "published", title: "Filmen", source: "En webbplats", licence: "CC BY" },
    });
    const sourceId = test.offer(file);
    await importAudio(test.context, { conversationId, sourceId, durationMs: null });

    await expect(eraseSource(test.context, { conversationId, sourceId })).rejects.toMatchObject({
      code: "request.invalid",
    });
    expect({
      list: readWhereabouts(test.context, { conversationId }),
      today: listToday(test.context).filter(({ about }) => about === "sound-elsewhere"),
    }).toEqual({ list: null, today: [] });
  });

  it("the other file on the card is not erased", async () => {
    const taken = await takenIn();
    const other = taken.test.offer(path.join(taken.card, "DS0002.WAV"));

    const outcome = await erase({ ...taken, sourceId: other });

    expect({ outcome, card: fs.readdirSync(taken.card) }).toEqual({
      outcome: { outcome: "untouched", reason: "differs" },
      card: ["DS0001.WAV", "DS0002.WAV"],
    });
  });
});

describe("an erasure that did not end", () => {
  it("is noted where the card is pulled out, and finished when it is back", async () => {
    const taken = await takenIn();
    const pulled = taken.test.withFiles({
      ...nodeFiles,
      unlink(name) {
        if (name.endsWith(".gone")) throw Object.assign(new Error("EIO"), { code: "EIO" });
        nodeFiles.unlink(name);
      },
    });
    const first = await eraseSource(pulled.context, { ...taken, sourceId: pulled.offer(taken.file) });
    const between = {
      first,
      names: fs.readdirSync(taken.card).map((name) => name.replace(/[0-9a-f]{16}/, "…")),
      today: listToday(taken.test.context).find(({ about }) => about === "sound-elsewhere"),
    };

    const second = await resumeSourceErasure(taken.test.context, taken);

    expect({
      ...between,
      second,
      card: fs.readdirSync(taken.card),
      log: logged(taken).map(({ phase }) => phase),
    }).toEqual({
      first: { outcome: "unfinished" },
      names: ["DS0002.WAV", "lyhord-….gone"],
      today: {
        about: "sound-elsewhere",
        conversationId: taken.conversationId,
        title: "Skorna vid dörren",
        occasion: "andra samtalet",
        consentNumber: null,
        origin: null,
        isErasureUnfinished: true,
      },
      second: { outcome: "gone", reach: "drive", wasOverwritten: true },
      card: ["DS0002.WAV"],
      log: ["begin", "end", "resume", "end"],
    });
  });

  it("claims nothing of a file that is not there any more", async () => {
    const taken = await takenIn();
    const pulled = taken.test.withFiles(
      faultyFiles(nodeFiles, { failAt: 1, kind: "EIO", forever: true, only: ["unlink"] }).files,
    );
    await eraseSource(pulled.context, { ...taken, sourceId: pulled.offer(taken.file) });
    for (const name of fs.readdirSync(taken.card)) {
      if (name.endsWith(".gone")) fs.rmSync(path.join(taken.card, name));
    }

    const outcome = await resumeSourceErasure(taken.test.context, taken);

    expect({ outcome, file: readWhereabouts(taken.test.context, taken) }).toMatchObject({
      outcome: { outcome: "unseen" },
      file: { isErasureUnfinished: true, places: [{ place: "file", settled: null }, {}] },
    });
  });

  it("is not waited for once the person says that the file is gone", async () => {
    const taken = await takenIn();
    const pulled = taken.test.withFiles(
      faultyFiles(nodeFiles, { failAt: 1, kind: "EIO", forever: true, only: ["unlink"] }).files,
    );
    await eraseSource(pulled.context, { ...taken, sourceId: pulled.offer(taken.file) });

    settleWhereabouts(taken.test.context, { ...taken, place: "file", as: "gone" });

    expect({
      list: readWhereabouts(taken.test.context, taken),
      log: logged(taken).at(-1),
    }).toMatchObject({
      list: { isErasureUnfinished: false, places: [{ settled: { as: "gone", byLyhord: false } }, {}] },
      log: { phase: "end", outcome: "unseen" },
    });
  });

  it("waits while the card is not in", async () => {
    const taken = await takenIn();
    const pulled = taken.test.withFiles(
      faultyFiles(nodeFiles, { failAt: 1, kind: "EIO", forever: true, only: ["unlink"] }).files,
    );
    await eraseSource(pulled.context, { ...taken, sourceId: pulled.offer(taken.file) });
    fs.renameSync(taken.card, `${taken.card}-elsewhere`);

    const outcome = await resumeSourceErasure(taken.test.context, taken);
    fs.renameSync(`${taken.card}-elsewhere`, taken.card);

    expect({ outcome, begun: listSourceErasures(taken.test.vault.db, taken.conversationId).length }).toEqual({
      outcome: { outcome: "unfinished" },
      begun: 1,
    });
  });
});

function contents(folder: string) {
  return fs.readdirSync(folder).map((name) => {
    const full = path.join(folder, name);
    return [name, fs.statSync(full).isFile() ? fs.readFileSync(full).toString("base64") : "folder"];
  });
}

/** Changes a bit and leaves the time of the last change as it was. */
function flipLastBit(file: string): void {
  const { atime, mtime } = fs.statSync(file);
  const bytes = fs.readFileSync(file);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  fs.writeFileSync(file, bytes);
  fs.utimesSync(file, atime, mtime);
}

function becomesLink(file: string, card: string): void {
  const elsewhere = path.join(card, "elsewhere.wav");
  fs.renameSync(file, elsewhere);
  fs.symlinkSync(elsewhere, file);
}

function becomesFolder(file: string): void {
  fs.rmSync(file);
  fs.mkdirSync(file);
}

function mediaOf({ vault }: VaultForTest, ending: string): string {
  const media = path.join(vault.folder, "media");
  const name = fs.readdirSync(media).find((one) => one.endsWith(ending));
  if (name === undefined) throw new Error(`no ${ending}`);
  return path.join(media, name);
}

function forgetSchedule({ vault }: VaultForTest): void {
  vault.db.prepare("UPDATE conversation SET sound_due_at = sound_due_at + 1").run();
}
