/** Long conversations for benches: sound made by calculation, taken in through the services like any other. */
import fs from "node:fs";
import path from "node:path";
import { peakBinsMs } from "../../shared/contract.ts";
import type { Permission } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { createPeakAccumulator } from "../../shared/domain/peaks.ts";
import { longTranscript } from "./longTranscript.ts";
import type { Requester } from "./requester.ts";

const sampleRate = 8_000;
const wavHeaderBytes = 44;
/** Two voices take turns; each turn is a run of syllables with pauses between. */
const turnMs = 6_000;
const syllableMs = 240;
const voicesHz = [120, 210] as const;

/** What was written. */
export interface SyntheticWav {
  readonly path: string;
  readonly durationMs: number;
  readonly sizeBytes: number;
  /** 20 ms bins, interleaved min, max. */
  readonly peaks: Int8Array<ArrayBuffer>;
}

/**
 * Writes a WAV file of two humming voices, 8 kHz, 16 bit, mono: 115 MB for two hours.
 *
 * @param seed - 0…1 000; another one gives another file of the same length
 */
export function writeSyntheticWav(filePath: string, durationMs: number, seed = 1): SyntheticWav {
  const sampleCount = (durationMs / 1_000) * sampleRate;
  const dataBytes = sampleCount * 2;
  const period = secondsOfHumming(seed).map((samples) => ({ samples, pcm: pcmOf(samples) }));
  const accumulator = createPeakAccumulator(sampleRate, peakBinsMs[0]);
  const file = fs.openSync(filePath, "w");
  try {
    fs.writeSync(file, wavHeader(dataBytes));
    for (let from = 0; from < sampleCount; from += sampleRate) {
      const second = period[(from / sampleRate) % periodSeconds];
      if (second === undefined) throw new RangeError("a period has every second");
      const count = Math.min(sampleRate, sampleCount - from);
      accumulator.push(second.samples.subarray(0, count));
      fs.writeSync(file, second.pcm.subarray(0, count));
    }
  } finally {
    fs.closeSync(file);
  }
  const peaks = Int8Array.from(accumulator.finish());
  return { path: filePath, durationMs, sizeBytes: wavHeaderBytes + dataBytes, peaks };
}

/** A role play that needs no other permission than Anna's. */
export function rolePlayOf(title: string): Permission {
  return { kind: "role-play", title, participants: [{ name: "Anna", saidYesOn: "2026-01-01" }] };
}

/**
 * Adds a role play with sound, ready to be reviewed, and a transcript.
 *
 * @param folder - for the transcript file on its way in
 */
export async function addLongConversation(
  vault: Requester,
  { wav, segmentCount, title, folder }: LongConversation,
): Promise<ConversationId> {
  const { conversationId } = await vault.get("conversation.create", {
    permission: rolePlayOf(title),
    occasion: "",
    heldOn: "2026-01-01",
  });
  const { recordingId } = await vault.get("audio.import", {
    conversationId,
    sourceId: vault.offer(wav.path),
    durationMs: wav.durationMs,
  });
  await vault.get("preparation.finish", { recordingId, durationMs: wav.durationMs, peaks: wav.peaks });
  const transcriptPath = path.join(folder, `${conversationId}.vtt`);
  fs.writeFileSync(transcriptPath, longTranscript(segmentCount, wav.durationMs));
  const sourceId = vault.offer(transcriptPath);
  const { speakers } = await vault.get("transcript.preview", { sourceId });
  await vault.get("transcript.import", {
    conversationId,
    sourceId,
    speakers: speakers.map(({ label, guess }) => ({ label, speaker: guess })),
    replace: false,
  });
  fs.rmSync(transcriptPath);
  return conversationId;
}

/** A conversation to add. */
export interface LongConversation {
  readonly wav: SyntheticWav;
  readonly segmentCount: number;
  readonly title: string;
  readonly folder: string;
}

/** Turns, syllables, loudness and both tones begin anew together after this many seconds. */
const periodSeconds = 36;

function secondsOfHumming(seed: number): Float32Array<ArrayBuffer>[] {
  const level = 1 / (1 + seed / 1_000);
  return Array.from({ length: periodSeconds }, (_, second) =>
    Float32Array.from({ length: sampleRate }, (__, index) => level * humAt(second * sampleRate + index)),
  );
}

function humAt(sampleIndex: number): number {
  const ms = (sampleIndex * 1_000) / sampleRate;
  const hertz = voicesHz[Math.floor(ms / turnMs) % 2] ?? voicesHz[0];
  const syllable = Math.floor(ms / syllableMs);
  const loudness = syllable % 5 === 0 ? 0 : 0.2 + 0.1 * ((syllable * 7) % 6);
  const envelope = Math.sin((Math.PI * (ms % syllableMs)) / syllableMs);
  return loudness * envelope * Math.sin((2 * Math.PI * hertz * ms) / 1_000);
}

function pcmOf(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (sample) => Math.round(sample * 32_767));
}

function wavHeader(dataBytes: number): Uint8Array {
  const header = Buffer.alloc(wavHeaderBytes);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(wavHeaderBytes - 8 + dataBytes, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
