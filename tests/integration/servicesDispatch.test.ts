import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { errorOf } from "../../electron/services/dispatch.ts";
import { lockedRequests, type RequestInput, requests } from "../../shared/contract.ts";
import { longestPositionMs } from "../../shared/domain/isoDate.ts";
import { Failure } from "../../shared/errors.ts";
import { fixturePath } from "../support/fixturePath.ts";
import type { Requester } from "../support/requester.ts";
import { requesterForTest } from "../support/requesterForTest.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { rolePlayDraft, testConsent, testMandate } from "../support/vaultForTest.ts";
import { clockForTest, dayMs, secretOf, testPassphrase } from "../support/vaultHostForTest.ts";

function newVault(): RequestInput<"vault.create"> {
  return {
    name: "Provvalv",
    passphrase: secretOf(testPassphrase),
    language: "sv",
    rolePair: "adviser-client",
  };
}

async function unlocked(clock = clockForTest()): Promise<Requester> {
  const requester = await requesterForTest({ clock });
  await requester.get("vault.create", newVault());
  return requester;
}

async function offer(requester: Requester, fileName: string) {
  const result = await requester.ask("internal.offer", { paths: [fixturePath(fileName)] });
  if (!result.ok) throw new Error(result.error.code);
  const [source] = result.value as { sourceId: RequestInput<"source.open">["sourceId"]; name: string }[];
  if (source === undefined) throw new Error("nothing was offered");
  return source;
}

describe("answering requests", () => {
  it("knows no request that the contract does not name, and none by inheritance", async () => {
    const requester = await unlocked();
    for (const name of ["vault.burn", "toString", "__proto__", "shell.info", "internal.everything", ""]) {
      expect(await requester.failure(name, {})).toEqual({ code: "request.unknown" });
    }
  });

  it("needs an unlocked vault for all but four", async () => {
    const requester = await requesterForTest();
    const others = Object.keys(requests).filter(
      (name) => !name.startsWith("shell.") && !lockedRequests.some((locked) => locked === name),
    );
    for (const name of others) expect(await requester.failure(name, {})).toEqual({ code: "vault.locked" });
    expect(await requester.get("vault.list", {})).toEqual([]);
    expect(await requester.get("vault.session", {})).toBeNull();
    const token = "t";
    expect(await requester.failure("internal.mediaInfo", { token })).toEqual({ code: "vault.locked" });
  });

  it("refuses input that is not of the contract's form", async () => {
    const requester = await unlocked();
    const conversationId = randomUUID();
    for (const [name, input] of [
      ["conversation.read", {}],
      ["conversation.read", { conversationId: "../../etc/passwd" }],
      ["conversation.create", { ...rolePlayDraft, heldOn: "2026-02-30" }],
      ["audio.peaks", { recordingId: conversationId, binMs: 21 }],
      ["transcript.apply", { conversationId, baseVersion: 0, edits: [] }],
      ["preparation.append", { recordingId: conversationId, offset: 0, bytes: new Uint8Array(1_048_577) }],
      ["internal.mediaRead", { token: "t", start: -1, end: 2 }],
      ["vault.session", null],
    ] as const) {
      expect(await requester.failure(name, input)).toEqual({ code: "request.invalid" });
    }
  });

  it("refuses a time that no recording has", async () => {
    const requester = await unlocked();
    const { conversationId } = await requester.get("conversation.create", rolePlayDraft);
    const lineUntil = (endMs: number) => ({
      conversationId,
      baseVersion: 0,
      edits: [
        {
          kind: "insert-segment",
          segment: { id: randomUUID(), startMs: 0, endMs, speaker: "client", text: "Ja." },
        },
      ],
    });

    expect(await requester.failure("transcript.apply", lineUntil(Number.MAX_SAFE_INTEGER))).toEqual({
      code: "request.invalid",
    });
    expect((await requester.ask("transcript.apply", lineUntil(longestPositionMs))).ok).toBe(true);
    expect(await requester.get("conversation.list", {})).toMatchObject([
      { transcribedMs: longestPositionMs },
    ]);
  });

  it("takes half a character for the sign that stands for it, in what is there and in what is sent next", async () => {
    const requester = await unlocked();
    const { conversationId } = await requester.get("conversation.create", rolePlayDraft);
    await requester.get("transcript.import", {
      conversationId,
      sourceId: requester.offer(fixturePath("talk.vtt")),
      speakers: [],
      replace: false,
    });
    const { segments, version } = await requester.get("transcript.read", { conversationId });
    const [line] = segments;
    if (line === undefined) throw new Error("nothing was read");
    const type = (baseVersion: number, before: string, after: string) =>
      requester.get("transcript.apply", {
        conversationId,
        baseVersion,
        edits: [{ kind: "set-text", segmentId: line.id, before, after }],
      });

    const half = `${line.text} \ud83d`;
    const typed = await type(version, line.text, half);
    const next = await type(typed.version, half, `${half} mer`);
    await type(next.version, `${half} mer`, line.text);

    const note = await requester.get("note.create", { conversationId, startMs: 0, endMs: 9, text: "\udc00" });
    expect(note.text).toBe("\ufffd");
  });

  it("says that the vault is locked to what was under way when a rotation closed it", async () => {
    const requester = await unlocked();
    const { conversationId } = await requester.get("conversation.create", rolePlayDraft);
    await requester.get("transcript.import", {
      conversationId,
      sourceId: requester.offer(fixturePath("talk.vtt")),
      speakers: [],
      replace: false,
    });
    const [rotated, ...others] = await Promise.all([
      requester.ask("keys.rotate", { passphrase: secretOf(testPassphrase) }),
      requester.ask("transcript.export", {
        conversationId,
        format: "docx",
        withSpeakers: true,
        withTimes: true,
        targetId: requester.gate.sources.offerTarget(path.join(temporaryFolder(), "text.docx")),
      }),
      requester.ask("check.run", {}),
    ]);

    expect(rotated.ok).toBe(true);
    for (const other of others) expect(other.ok || other.error.code).toBe("vault.locked");
    expect(requester.defects).toEqual([]);
  });

  it("hands foreseen failures on with their detail", async () => {
    const requester = await unlocked();

    const missing = await requester.failure("conversation.read", { conversationId: randomUUID() });
    const { sourceId } = await offer(requester, "foreign/voice.wma");
    const unsupported = await requester.failure("source.open", { sourceId });

    expect(missing).toEqual({ code: "conversation.not-found" });
    expect(unsupported).toEqual({ code: "media.unsupported", detail: { format: "WMA" } });
    expect(requester.defects).toEqual([]);
  });

  it("tells trouble with the disk from defects, which it logs", () => {
    const logged: unknown[] = [];
    const log = { note: () => {}, logDefect: (error: unknown) => `incident-${logged.push(error)}` };
    const coded = (code: string) => Object.assign(new Error("x"), { code });
    const defect = new TypeError("the client's name is in here");

    expect([
      errorOf(coded("ENOSPC"), log),
      errorOf(coded("SQLITE_FULL"), log),
      errorOf(coded("EIO"), log),
      errorOf(coded("SQLITE_IOERR_WRITE"), log),
      errorOf(coded("SQLITE_CANTOPEN"), log),
      errorOf(coded("EACCES"), log),
      errorOf(coded("EROFS"), log),
      errorOf(coded("SQLITE_CORRUPT"), log),
      errorOf(coded("SQLITE_NOTADB"), log),
      errorOf(new Failure("media.empty"), log),
      errorOf(defect, log),
      errorOf("thrown text", log),
    ]).toEqual([
      { code: "vault.disk-full" },
      { code: "vault.disk-full" },
      { code: "vault.disk-error" },
      { code: "vault.disk-error" },
      { code: "vault.disk-error" },
      { code: "vault.disk-error" },
      { code: "vault.disk-error" },
      { code: "vault.damaged" },
      { code: "vault.damaged" },
      { code: "media.empty" },
      { code: "defect", incidentId: "incident-1" },
      { code: "defect", incidentId: "incident-2" },
    ]);
    expect(logged).toEqual([defect, "thrown text"]);
  });

  it("wipes the passphrase it was given", async () => {
    const requester = await requesterForTest();
    const input = newVault();

    await requester.gate.create({ ...input, name: "Provvalv" });

    expect([...input.passphrase].every((byte) => byte === 0)).toBe(true);
  });

  it("unlocks one vault only", async () => {
    const requester = await unlocked();
    const session = await requester.get("vault.session", {});

    const second = await requester.failure("vault.create", { ...newVault(), name: "Ett till" });
    const secret = { kind: "passphrase", bytes: secretOf(testPassphrase) };
    const again = await requester.failure("vault.unlock", { vaultId: session?.vaultId, secret });

    expect([second, again]).toEqual([{ code: "request.invalid" }, { code: "request.invalid" }]);
    expect(session).toMatchObject({ name: "Provvalv", clock: { phase: "trusted" } });
  });

  it("stays locked after a wrong passphrase, and opens with the right one", async () => {
    const clock = clockForTest();
    const first = await unlocked(clock);
    const { home } = first.gate.host;
    first.end();
    const requester = await requesterForTest({ clock, home });
    const [vault] = await requester.get("vault.list", {});
    const unlock = (text: string) => ({
      vaultId: vault?.id,
      secret: { kind: "passphrase", bytes: secretOf(text) },
    });

    expect(await requester.failure("vault.unlock", unlock("fel häst"))).toEqual({
      code: "vault.wrong-passphrase",
    });
    expect(await requester.get("vault.session", {})).toBeNull();
    expect(await requester.ask("vault.unlock", unlock(testPassphrase))).toMatchObject({ ok: true });
    expect(await requester.get("conversation.list", {})).toEqual([]);
  });
});

describe("one person's way through the contract", () => {
  it("goes from mandate to sound, text, note, search and erasure", async () => {
    const clock = clockForTest();
    const requester = await unlocked(clock);
    const { get } = requester;

    // Permission first.
    const client = {
      permission: { kind: "client", consentId: randomUUID() },
      occasion: "",
      heldOn: "2026-03-02",
    };
    expect(await requester.failure("conversation.create", client)).toEqual({ code: "mandate.missing" });
    expect(await get("mandate.read", {})).toBeNull();
    await get("mandate.save", testMandate);
    expect(await get("mandate.read", {})).toEqual(testMandate);
    expect(await requester.failure("conversation.create", client)).toEqual({ code: "consent.missing" });
    expect(await get("consent.nextNumber", {})).toEqual({ number: 1 });
    const consent = await get("consent.create", testConsent);
    expect(await get("consent.nextNumber", {})).toEqual({ number: 18 });
    const { conversationId } = await get("conversation.create", {
      permission: { kind: "client", consentId: consent.id },
      occasion: "andra samtalet",
      heldOn: "2026-03-02",
    });
    expect(await get("consent.list", {})).toEqual([{ ...consent, conversationCount: 1 }]);

    // Sound.
    const { sourceId } = await offer(requester, "speech.wav");
    const looked = await get("source.open", { sourceId });
    const head = await requester.ask("internal.mediaRead", { token: looked.token, start: 0, end: 4 });
    expect(head).toEqual({ ok: true, value: Uint8Array.from(Buffer.from("RIFF")) });
    const { recordingId } = await get("audio.import", { conversationId, sourceId, durationMs: 8_000 });
    expect(await get("preparation.list", {})).toEqual([{ recordingId, conversationId }]);
    expect(await get("today.list", {})).toEqual([
      { about: "record-unwritten", conversationId, title: "Tallen", occasion: "andra samtalet" },
      { about: "preparing", conversationId, title: "Tallen", occasion: "andra samtalet" },
      {
        about: "sound-elsewhere",
        conversationId,
        title: "Tallen",
        occasion: "andra samtalet",
        consentNumber: 17,
        origin: null,
        isErasureUnfinished: false,
      },
    ]);
    const begun = await get("preparation.begin", { recordingId });
    expect(begun.transcode).toBe(false);
    await get("preparation.finish", { recordingId, durationMs: 8_000, peaks: new Int8Array(800).fill(50) });
    const { token } = await get("audio.open", { conversationId });
    const wav = fs.readFileSync(fixturePath("speech.wav"));
    const range = await requester.ask("internal.mediaRead", { token, start: 1_000, end: 2_000 });
    expect(range).toEqual({ ok: true, value: Uint8Array.from(wav.subarray(1_000, 2_000)) });
    expect(await requester.ask("internal.mediaInfo", { token })).toEqual({
      ok: true,
      value: { sizeBytes: wav.length, mimeType: "audio/wav" },
    });

    // Text.
    const text = await offer(requester, "talk.vtt");
    const preview = await get("transcript.preview", text);
    const speakers = preview.speakers.map(({ label, guess }) => ({ label, speaker: guess }));
    const imported = await get("transcript.import", { conversationId, ...text, speakers, replace: false });
    const transcript = await get("transcript.read", { conversationId });
    expect(transcript).toMatchObject({ version: imported.version });
    expect(transcript.segments.map(({ speaker }) => speaker)).toContain("client");
    const [segment] = transcript.segments;
    if (segment === undefined) throw new Error("no segment");
    const edit = {
      kind: "set-text",
      segmentId: segment.id,
      before: segment.text,
      after: "Vad vill du?",
    } as const;
    await get("transcript.apply", { conversationId, baseVersion: imported.version, edits: [edit] });
    expect(await get("search.everywhere", { text: "vill" })).toMatchObject([
      { conversationId, title: "Tallen", hits: [{ startMs: segment.startMs, text: "Vad vill du?" }] },
    ]);

    // Notes, view, description.
    const note = await get("note.create", { conversationId, startMs: 0, endMs: 900, text: "Öppen fråga" });
    const changed = await get("note.update", { noteId: note.id, text: "Fin öppen fråga" });
    expect(await get("note.list", { conversationId })).toEqual([changed]);
    await get("conversation.saveView", { conversationId, positionMs: 1_200, pxPerSecond: 40 });
    await get("conversation.update", { conversationId, occasion: "tredje samtalet", recordWritten: true });
    const detail = await get("conversation.read", { conversationId });
    expect(detail).toMatchObject({
      title: "Tallen",
      occasion: "tredje samtalet",
      recordWritten: true,
      noteCount: 1,
      view: { positionMs: 1_200, pxPerSecond: 40 },
      sound: { phase: "ready", durationMs: 8_000 },
    });
    await get("note.remove", { noteId: note.id });
    expect(await requester.failure("note.remove", { noteId: note.id })).toEqual({ code: "note.not-found" });

    // The clock passes the date.
    clock.run(25 * dayMs);
    expect(await get("today.list", {})).toMatchObject([
      { about: "erasure-due", category: "sound" },
      { about: "sound-elsewhere" },
    ]);
    clock.run(6 * dayMs);
    await get("settings.update", { theme: "dark" });
    expect(await requester.failure("audio.open", { conversationId })).toEqual({ code: "media.erased" });
    expect(await requester.failure("internal.mediaInfo", { token })).toEqual({ code: "media.source-gone" });
    expect(await get("audio.peaks", { recordingId, binMs: 20 })).toEqual({ peaks: new Int8Array(0) });
    expect((await get("transcript.read", { conversationId })).segments).toHaveLength(
      transcript.segments.length,
    );
    expect(await get("erasure.done", {})).toMatchObject([
      { conversationId, category: "sound", rule: "clock" },
    ]);
    expect((await get("certificate.read", { number: 1 })).isValid).toBe(true);
    expect(requester.defects).toEqual([]);
  });

  it("logs each access to content once a sitting, before the first byte", async () => {
    const requester = await unlocked();
    const { conversationId } = await requester.get("conversation.create", rolePlayDraft);
    const { sourceId } = await offer(requester, "speech.wav");
    await requester.get("audio.import", { conversationId, sourceId, durationMs: null });
    const db = requester.gate.context()?.vault.db;
    const accesses = () =>
      db
        ?.prepare("SELECT body FROM audit ORDER BY sequence")
        .pluck()
        .all()
        .map((body) => JSON.parse(String(body)).event)
        .filter((event) => event === "open" || event === "play");

    expect(accesses()).toEqual([]);
    const { token } = await requester.get("audio.open", { conversationId });
    await requester.ask("internal.mediaInfo", { token });
    expect(accesses()).toEqual(["open"]);
    await requester.ask("internal.mediaRead", { token, start: 0, end: 10 });
    await requester.ask("internal.mediaRead", { token, start: 10, end: 20 });
    await requester.get("audio.open", { conversationId });
    expect(accesses()).toEqual(["open", "play"]);
  });

  it("adds the example in each language, and not twice", async () => {
    for (const language of ["sv", "en"] as const) {
      const requester = await unlocked();

      const { conversationId } = await requester.get("example.add", { language });

      const detail = await requester.get("conversation.read", { conversationId });
      expect(detail).toMatchObject({ kind: "role-play", isExample: true, sound: { phase: "preparing" } });
      expect(detail.clocks.sound.dueAt).not.toBeNull();
      const { segments } = await requester.get("transcript.read", { conversationId });
      expect(new Set(segments.map(({ speaker }) => speaker))).toEqual(new Set(["practitioner", "client"]));
      expect(await requester.failure("example.add", { language })).toMatchObject({
        code: "media.already-there",
      });
      expect(await requester.get("conversation.list", {})).toHaveLength(1);
    }
  });
});
