import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { createConsent } from "../../electron/services/consents.ts";
import { createConversation } from "../../electron/services/conversations.ts";
import { setHold } from "../../electron/services/hold.ts";
import { importAudio } from "../../electron/services/importAudio.ts";
import { saveMandate } from "../../electron/services/mandate.ts";
import { longestReadBytes } from "../../electron/services/mediaTokens.ts";
import { beginBlob } from "../../electron/services/newBlob.ts";
import { openAudio } from "../../electron/services/openAudio.ts";
import { openSource } from "../../electron/services/openSource.ts";
import { sweepOrphans } from "../../electron/services/orphans.ts";
import { beginPreparation } from "../../electron/services/preparation.ts";
import type { ConversationId, RecordingId, TargetId } from "../../shared/domain/ids.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { testConsent, testMandate, type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";

const wav = fs.readFileSync(fixturePath("speech.wav"));

async function withSound(conversationOf: (test: VaultForTest) => ConversationId = (test) => test.rolePlay()) {
  const test = await vaultForTest();
  const conversationId = conversationOf(test);
  const sourceId = test.offer("speech.wav");
  const { recordingId } = await importAudio(test.context, { conversationId, sourceId, durationMs: null });
  return { ...test, conversationId, recordingId };
}

/** Opens a file for a look. */
async function opened(test: VaultForTest, file: string) {
  const { token, sizeBytes } = await openSource(test.context, { sourceId: test.offer(file) });
  if (token === null) throw new Error("nothing to look at");
  return { token, sizeBytes };
}

describe("tokens for sound", () => {
  it("give exactly the range that is asked for", async () => {
    const test = await withSound();
    const { token, mimeType } = openAudio(test.context, test);
    expect(test.context.tokens.info(token)).toEqual({ sizeBytes: wav.length, mimeType });
    fc.assert(
      fc.property(fc.nat(wav.length), fc.nat(wav.length), (one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        const range = test.context.tokens.read(token, start, end);
        expect(Buffer.compare(range, wav.subarray(start, end))).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it("give nothing beyond the end, backwards, or longer than a mebibyte", async () => {
    const test = await withSound();
    const file = path.join(temporaryFolder(), "long.wav");
    fs.writeFileSync(file, Buffer.concat([wav, Buffer.alloc(2_000_000)]));
    const { token } = await opened(test, file);
    const recording = openAudio(test.context, test).token;
    for (const [asked, start, end] of [
      [recording, 0, wav.length + 1],
      [recording, 10, 9],
      [token, 0, longestReadBytes + 1],
    ] as const) {
      expect(() => test.context.tokens.read(asked, start, end)).toThrow("request.invalid");
    }
    expect(test.context.tokens.read(token, 0, longestReadBytes)).toHaveLength(longestReadBytes);
  });

  it("are different each time and cannot be guessed from one another", async () => {
    const test = await withSound();
    const tokens = Array.from({ length: 20 }, () => openAudio(test.context, test).token);
    expect(new Set(tokens).size).toBe(20);
    expect(tokens.every((token) => /^[\w-]{32}$/.test(token))).toBe(true);
    expect(() => test.context.tokens.info("unknown")).toThrow("media.source-gone");
  });

  it("stay open for the sound that is listened to, while what was left long ago is closed", async () => {
    const test = await withSound();
    const listened = openAudio(test.context, test).token;
    const left = openAudio(test.context, test).token;
    for (let count = 0; count < 20; count += 1) {
      openAudio(test.context, test);
      test.context.tokens.read(listened, 0, 1);
    }
    expect(test.context.tokens.read(listened, 0, 4)).toEqual(Uint8Array.from(Buffer.from("RIFF")));
    expect(() => test.context.tokens.read(left, 0, 1)).toThrow("media.source-gone");
  });

  it("for making peaks are not closed by listening", async () => {
    const test = await withSound();
    const { token } = beginPreparation(test.context, test);
    for (let count = 0; count < 20; count += 1) openAudio(test.context, test);
    expect(test.context.tokens.read(token, 0, 4)).toEqual(Uint8Array.from(Buffer.from("RIFF")));
  });

  it("open nothing once their conversation is revoked; those of others still do", async () => {
    const test = await withSound();
    const sourceId = test.offer("speech.ogg");
    const conversationId = test.rolePlay();
    await importAudio(test.context, { conversationId, sourceId, durationMs: null });
    const mine = openAudio(test.context, test).token;
    const other = openAudio(test.context, { conversationId }).token;

    test.context.tokens.revoke(test.conversationId);

    expect(() => test.context.tokens.read(mine, 0, 1)).toThrow("media.source-gone");
    expect(test.context.tokens.read(other, 0, 4)).toEqual(Uint8Array.from(Buffer.from("OggS")));
  });

  it("of a source look again each time, so that a changed or missing file is noticed", async () => {
    const test = await vaultForTest();
    const file = path.join(temporaryFolder(), "a.mp3");
    fs.copyFileSync(fixturePath("beeps-vbr-noxing.mp3"), file);
    const { token, sizeBytes } = await opened(test, file);

    fs.truncateSync(file, 100_000);
    expect(() => test.context.tokens.read(token, sizeBytes - 10, sizeBytes)).toThrow("media.source-changed");
    fs.unlinkSync(file);
    expect(() => test.context.tokens.read(token, 0, 10)).toThrow("media.source-gone");
  });

  it("give no byte of a chunk that was changed", async () => {
    const test = await withSound();
    const blob = test.context.audio.blobPath(test.recordingId);
    const bytes = fs.readFileSync(blob);
    bytes[70_000] = (bytes[70_000] ?? 0) ^ 1;
    fs.writeFileSync(blob, bytes);
    const { token } = openAudio(test.context, test);

    expect(() => test.context.tokens.read(token, 60_000, 140_000)).toThrow("media.tampered");
    expect(test.context.tokens.read(token, 0, 100)).toHaveLength(100);
  });
});

describe("opening a conversation's sound", () => {
  it("is refused under a hold, and what is open is closed", async () => {
    const test = await withSound();
    const { token } = openAudio(test.context, test);

    setHold(test.context, { conversationId: test.conversationId, reason: "complaint", days: 3 });

    expect(() => openAudio(test.context, test)).toThrow("conversation.on-hold");
    expect(() => test.context.tokens.read(token, 0, 1)).toThrow("media.source-gone");
  });

  it("is refused without a permission that is valid now", async () => {
    const test = await withSound((vault) => {
      saveMandate(vault.context, testMandate);
      const consent = createConsent(vault.context, testConsent);
      const permission = { kind: "client", consentId: consent.id } as const;
      const draft = { permission, occasion: "", heldOn: "2026-03-02" };
      return createConversation(vault.context, draft).conversationId;
    });
    const { db } = test.vault;

    db.prepare("UPDATE consent SET withdrawn_at = 1").run();
    expect(() => openAudio(test.context, test)).toThrow("consent.withdrawn");
    db.prepare("UPDATE consent SET withdrawn_at = NULL, last_on = '2026-03-01'").run();
    expect(() => openAudio(test.context, test)).toThrow("consent.expired");
    db.prepare("UPDATE consent SET last_on = '2026-03-02'").run();
    openAudio(test.context, test);
  });

  it("says that there is none yet, and that it is erased if a half of its key is gone", async () => {
    const test = await withSound();
    const empty = test.rolePlay();

    test.context.audio.destroyShred(test.recordingId);

    expect(() => openAudio(test.context, { conversationId: empty })).toThrow("media.not-ready");
    expect(() => openAudio(test.context, test)).toThrow("media.erased");
  });
});

describe("a new blob", () => {
  it("is refused if it holds other bytes than were hashed, however authentic it is", async () => {
    const test = await vaultForTest();
    const piece = new Uint8Array(200_000);
    const { context } = test.withFiles({
      ...nodeFiles,
      write(descriptor, bytes, position) {
        nodeFiles.write(descriptor, bytes, position);
        // As if memory failed between encrypting and hashing.
        piece[0] = 1;
      },
    });
    const conversationId = test.rolePlay();
    const begin = () =>
      beginBlob(context, { conversationId, role: "original", mediaType: "ogg", durationMs: null });

    const damaged = begin();
    piece[0] = 0;
    damaged.append(piece);
    damaged.seal();
    const whole = begin();
    piece[0] = 1;
    whole.append(piece);
    whole.seal();

    await expect(damaged.verify(() => {})).rejects.toThrow("media.verification-failed");
    expect(await whole.verify(() => {})).toMatchObject({ id: whole.id, sizeBytes: 200_000 });
  });
});

describe("sweeping up", () => {
  it("removes files that no recording knows and leaves all others", async () => {
    const test = await withSound();
    const media = path.join(test.vault.folder, "media");
    const kept = fs.readdirSync(media);
    const stray = "00000000-1111-4222-8333-444444444444" as RecordingId;
    fs.writeFileSync(path.join(media, `${stray}.blob`), "x");
    fs.writeFileSync(path.join(media, `${stray}.part`), "x");
    test.context.audio.createShred(stray);

    expect(sweepOrphans(test.context)).toBe(1);
    expect(fs.readdirSync(media)).toEqual(kept);
    expect(sweepOrphans(test.context)).toBe(0);
  });
});

describe("places to save to", () => {
  it("are good for one save", async () => {
    const { context } = await vaultForTest();
    const targetId = context.sources.offerTarget("/somewhere/certificate.json");

    expect(context.sources.takeTarget(targetId)).toBe("/somewhere/certificate.json");
    expect(() => context.sources.takeTarget(targetId)).toThrow("request.invalid");
    expect(() => context.sources.takeTarget("x" as TargetId)).toThrow("request.invalid");
  });
});
