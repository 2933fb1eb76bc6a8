import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { judgedSamples, loadSpeechModel } from "../../renderer/audio/speech/speechModel.ts";
import { speechRows } from "../../shared/domain/speechRows.ts";
import { fixturePath } from "../support/fixturePath.ts";

function bytesOf(file: string): ArrayBuffer {
  return Uint8Array.from(fs.readFileSync(file)).buffer;
}

function ofPackage(file: string): ArrayBuffer {
  return bytesOf(path.join(import.meta.dirname, "../../node_modules", file));
}

/** 16 kHz, 16 bit, mono, behind a header of 44 bytes. */
function samplesOf(wav: ArrayBuffer): Float32Array {
  return Float32Array.from(new Int16Array(wav, 44), (sample) => sample / 32_768);
}

it("the model that ships hears speech where it is, and none in two beeps", async () => {
  const model = await loadSpeechModel({
    wasm: ofPackage("onnxruntime-web/dist/ort-wasm-simd-threaded.wasm"),
    weights: ofPackage("@ricky0123/vad-web/dist/silero_vad_v5.onnx"),
  });
  const samples = samplesOf(bytesOf(fixturePath("speech.wav")));
  const judge = model.judge();
  const probability = new Float32Array(Math.floor(samples.length / judgedSamples));
  for (const frame of probability.keys()) {
    const from = frame * judgedSamples;
    probability[frame] = await judge(samples.subarray(from, from + judgedSamples));
  }

  const rows = speechRows({ startMs: 0, probability, power: probability, channels: null }, null);

  expect(rows.map(({ speaker }) => speaker)).toEqual(["practitioner"]);
  expect(Math.abs((rows[0]?.startMs ?? 0) - 1_800)).toBeLessThan(200);
  expect(Math.abs((rows[0]?.endMs ?? 0) - 4_950)).toBeLessThan(300);
});
