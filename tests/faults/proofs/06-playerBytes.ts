/** Promise 6: chunks are damaged while a player asks for sound; not a byte of them comes, on any way. */
import fs from "node:fs";
import path from "node:path";
import { chunkBytes } from "../../../electron/audio/blobFormat.ts";
import { headerBytes } from "../../../electron/audio/mediaHeader.ts";
import { tagBytes } from "../../../electron/crypto/aead.ts";
import { answerMedia } from "../../../electron/shell/mediaResponse.ts";
import { writeSyntheticWav } from "../../support/longConversation.ts";
import type { Requester } from "../../support/requester.ts";
import { type Pick, pickFrom } from "../pickFrom.ts";
import type { Control, PerExtent, Proof } from "../proof.ts";
import { createdVault, during, rolePlay, trialFolder } from "../trialVault.ts";

const damages: PerExtent = { short: 80, usual: 1_500, long: 10_000 };
/** Three megabytes: several pieces of a megabyte, many chunks. */
const soundMs = 180_000;

export const proof: Proof = {
  promise: 6,
  title: "no unauthenticated byte reaches the player",
  async run(extent, folder) {
    const wav = writeSyntheticWav(path.join(folder, "sound.wav"), soundMs);
    const plain = fs.readFileSync(wav.path);
    const home = path.join(folder, "home");
    return during(await createdVault(home), async (vault) => {
      const { conversationId } = await vault.get("conversation.create", rolePlay);
      const { recordingId } = await vault.get("audio.import", {
        conversationId,
        sourceId: vault.offer(wav.path),
        durationMs: null,
      });
      const { durationMs, peaks } = wav;
      await vault.get("preparation.finish", { recordingId, durationMs, peaks });
      const blobPath = path.join(trialFolder(home), "media", `${recordingId}.blob`);
      const whole = await played(vault, conversationId, 0, plain.length);
      if (Buffer.compare(whole.bytes, plain) !== 0) throw new Error("the unchanged sound is not played");
      const pick = pickFrom(6);
      const failures: string[] = [];
      for (let trial = 0; trial < damages[extent]; trial += 1) {
        const damaged = pick(Math.ceil(plain.length / chunkBytes));
        const [start, end] = rangeOf(plain.length, pick);
        const restore = damageChunk(blobPath, damaged, pick);
        const { bytes, isWhole } = await played(vault, conversationId, start, end);
        restore();
        const firstBad = Math.max(start, damaged * chunkBytes);
        const touches = firstBad < Math.min(end, (damaged + 1) * chunkBytes);
        const place = `chunk ${damaged} damaged, bytes ${start}–${end} asked for`;
        if (touches && (isWhole || start + bytes.length > firstBad))
          failures.push(`${place}: bytes of it came`);
        if (Buffer.compare(bytes, plain.subarray(start, start + bytes.length)) !== 0)
          failures.push(`${place}: other bytes came`);
      }
      return { trials: damages[extent], failures, mutations: damages[extent] };
    });
  },
};

/** What a player receives of a range before it ends or fails. */
async function played(
  vault: Requester,
  conversationId: Parameters<typeof openedToken>[1],
  start: number,
  end: number,
): Promise<{ readonly bytes: Uint8Array; readonly isWhole: boolean }> {
  const token = await openedToken(vault, conversationId);
  if (token === undefined) return { bytes: new Uint8Array(), isWhole: false };
  const request = new Request("http://localhost/", { headers: { Range: `bytes=${start}-${end - 1}` } });
  const response = await answerMedia(token, request, vault.ask);
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of response.body ?? []) pieces.push(piece);
    return { bytes: Buffer.concat(pieces), isWhole: true };
  } catch {
    return { bytes: Buffer.concat(pieces), isWhole: false };
  }
}

/** `undefined` where the damage is noticed as the sound is opened. */
async function openedToken(vault: Requester, conversationId: string): Promise<string | undefined> {
  const opened = await vault.ask("audio.open", { conversationId });
  return opened.ok ? (opened.value as { token: string }).token : undefined;
}

function rangeOf(sizeBytes: number, pick: Pick): [start: number, end: number] {
  const start = pick(sizeBytes);
  const longest = [1, 4_096, chunkBytes, 2 ** 20, sizeBytes][pick(5)] ?? 1;
  return [start, Math.min(sizeBytes, start + 1 + pick(longest))];
}

/** Flips a bit of a chunk or its tag. @returns what puts it back */
function damageChunk(blobPath: string, chunk: number, pick: Pick): () => void {
  const start = headerBytes + chunk * (chunkBytes + tagBytes);
  const length = Math.min(chunkBytes + tagBytes, fs.statSync(blobPath).size - start);
  const position = start + pick(length);
  const mask = 1 << pick(8);
  const flip = () => {
    const file = fs.openSync(blobPath, "r+");
    const byte = Buffer.alloc(1);
    fs.readSync(file, byte, 0, 1, position);
    fs.writeSync(file, Buffer.from([(byte[0] ?? 0) ^ mask]), 0, 1, position);
    fs.closeSync(file);
  };
  flip();
  return flip;
}

export const controls: readonly Control[] = [
  {
    guard: "chunks are decrypted without looking at their tag",
    file: "electron/crypto/aead.ts",
    find: "return library.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, associated, nonce, key);",
    replace:
      "void associated; return library.crypto_stream_xchacha20_xor_ic(ciphertext.subarray(0, -16), nonce, 1, key);",
  },
];
